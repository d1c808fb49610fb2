import type { Decider, Known } from '@redress/kernel';
import type { CommandOf, ComplaintCommand } from './complaint.commands';
import { isPersonalPath } from './complaint.corrections';
import type { ComplaintEvent, DataOf } from './complaint.events';
import { evolve } from './complaint.evolve';
import type { ComplaintFacts } from './complaint.facts';
import { keepRules } from './complaint.rules';
import { type Complaint, nothingYet } from './complaint.state';

type Facts = Known<ComplaintFacts>;

const decide = (command: ComplaintCommand, complaint: Complaint, known: Facts): readonly ComplaintEvent[] => {
  keepRules(command, complaint, known);
  const events = follows(command, complaint, known);
  const takesOver = events.length > 0 && command.type !== 'ReceiveComplaint' && complaint.policy === null;
  return takesOver ? [takenOver(known), ...events] : events;
};

/** An imported complaint pins no policy; the first command a person gives on it does. */
const takenOver = ({ recordedAt, facts: { policy } }: Facts): ComplaintEvent => ({
  type: 'PolicyPinned',
  data: { at: recordedAt, policy: policy.policy, calendar: policy.calendar, reason: 'taken-over' },
});

/** What follows from a command that keeps the rules; nothing where it is already so. */
const follows = (command: ComplaintCommand, complaint: Complaint, known: Facts): readonly ComplaintEvent[] => {
  switch (command.type) {
    case 'ReceiveComplaint':
      return [received(command, known)];
    case 'AcknowledgeComplaint':
      return complaint.acknowledged ? [] : [acknowledged(command)];
    case 'AssessComplaint':
      return assessed(command);
    case 'AssignComplaint':
      return complaint.handler === command.handler && complaint.status !== 'assessed' && complaint.status !== 'reopened'
        ? []
        : [assigned(command, known)];
    case 'EscalateComplaint': {
      const { at, level, to, reason, ...personal } = without(command);
      return [{ type: 'ComplaintEscalated', data: { at, level, to, reason, ...sealed(personal) } }];
    }
    case 'AddEvidence': {
      const { at, document, ...personal } = without(command);
      return [{ type: 'EvidenceAdded', data: { at, evidence: complaint.evidence + 1, document, personal } }];
    }
    case 'AddNote': {
      const { at, ...personal } = without(command);
      return [{ type: 'NoteAdded', data: { at, personal } }];
    }
    case 'SendProgressUpdate': {
      const { at, channel, letter, ...personal } = without(command);
      return [
        {
          type: 'ProgressUpdateSent',
          data: {
            at,
            bounds: null,
            channel,
            contentHash: letter.hash,
            source: null,
            personal: { ...personal, salt: letter.salt, text: letter.text },
          },
        },
      ];
    }
    case 'DeliverApology':
      return [apologised(command, complaint, known)];
    case 'InvestigateComplaint':
      return [investigated(command)];
    case 'ProposeRemedy': {
      const { at, kind, proposedBy, amount, complainantEstimate, organisationEstimate, ...personal } = without(command);
      const remedy = complaint.remedyCount + 1;
      return [
        {
          type: 'RemedyProposed',
          data: {
            at,
            remedy,
            kind,
            proposedBy,
            by: known.actor.id,
            amount,
            complainantEstimate,
            organisationEstimate,
            ...sealed(personal),
          },
        },
      ];
    }
    case 'AcceptRemedy':
      return accepted(command, complaint);
    case 'ApproveRemedy': {
      const { at, remedy, ...personal } = without(command);
      return remedyOf(complaint, remedy).approver === known.actor.id
        ? []
        : [{ type: 'RemedyApproved', data: { at, remedy, by: known.actor.id, ...sealed(personal) } }];
    }
    case 'ImplementRemedy': {
      const { at, remedy, paid, proof, ...personal } = without(command);
      return remedyOf(complaint, remedy).implemented
        ? []
        : [{ type: 'RemedyImplemented', data: { at, remedy, paid, proof, ...sealed(personal) } }];
    }
    case 'CommunicateDecision':
      return [decisionCommunicated(command)];
    case 'ResolveComplaint': {
      const { at, finding, outcome, ...personal } = without(command);
      return [{ type: 'ComplaintResolved', data: { at, bounds: null, finding, outcome, source: null, personal } }];
    }
    case 'FollowUpComplaint':
      return [followedUp(command)];
    case 'ReopenComplaint': {
      const { at, by, handler: _named, ...personal } = without(command);
      const { id, team } = known.facts.person!;
      return [{ type: 'ComplaintReopened', data: { at, bounds: null, handler: id, team, by, source: null, personal } }];
    }
    case 'ApproveClosing': {
      const { at, ...personal } = without(command);
      return complaint.approver === known.actor.id
        ? []
        : [{ type: 'ClosingApproved', data: { at, by: known.actor.id, ...sealed(personal) } }];
    }
    case 'CloseComplaint': {
      const { at, reason, told, duplicateOf, ...personal } = without(command);
      // Nobody approves their own closing; where none was needed, none is claimed.
      const approver = complaint.approver === known.actor.id ? null : complaint.approver;
      return [
        {
          type: 'ComplaintClosed',
          data: { at, bounds: null, reason, approver, told, duplicateOf, source: null, ...sealed(personal) },
        },
      ];
    }
    case 'CorrectComplaint':
      return corrected(command, known);
  }
};

const without = <C extends { readonly type: string }>({ type: _type, ...rest }: C): Omit<C, 'type'> => rest;
/** No `personal` at all where there is nothing personal to seal. */
const sealed = <P extends object>(personal: P): { personal?: P } =>
  Object.values(personal).some((value) => value !== undefined) ? { personal } : {};

const received = (command: CommandOf<'ReceiveComplaint'>, { facts: { policy } }: Facts): ComplaintEvent => {
  const {
    at,
    complainant,
    summary,
    description,
    place,
    orderNumber,
    expectations,
    remedySought,
    immediateAction,
    backdating,
    documents,
    ...clear
  } = without(command);
  const personal: DataOf<'ComplaintReceived'>['personal'] = {
    ...(complainant && { complainant }),
    description,
    ...(place !== undefined && { place }),
    ...(orderNumber !== undefined && { orderNumber }),
    ...(expectations !== undefined && { expectations }),
    ...(remedySought !== undefined && { remedySought }),
    ...(immediateAction !== undefined && { immediateAction }),
    ...(documents.length > 0 && { documentNames: documents.map(({ name }) => name) }),
    ...(backdating !== undefined && { backdating }),
  };
  return {
    type: 'ComplaintReceived',
    data: {
      ...clear,
      receivedAt: at,
      anonymous: complainant === null,
      represented: complainant?.representative !== undefined,
      vulnerable: complainant?.needs !== undefined,
      documents: documents.map(({ name: _name, ...document }) => document),
      policy: policy.policy,
      calendar: policy.calendar,
      source: null,
      brief: { summary },
      personal,
    },
  };
};

const acknowledged = (command: CommandOf<'AcknowledgeComplaint'>): ComplaintEvent => {
  const { at, channel, language, receipt, ...personal } = without(command);
  return {
    type: 'ComplaintAcknowledged',
    data: {
      at,
      channel,
      contentHash: receipt.hash,
      template: null,
      language,
      source: null,
      personal: { ...personal, salt: receipt.salt, text: receipt.text },
    },
  };
};

/** The highest severity and danger go up at once, in the same append. */
const assessed = (command: CommandOf<'AssessComplaint'>): readonly ComplaintEvent[] => {
  const { reason, backdating, ...clear } = without(command);
  const personal = { ...(reason !== undefined && { reason }), ...(backdating !== undefined && { backdating }) };
  const assessment: ComplaintEvent = { type: 'ComplaintAssessed', data: { ...clear, ...sealed(personal) } };
  const isGrave = command.severity === 5 || command.safety;
  return isGrave
    ? [assessment, { type: 'ComplaintEscalated', data: { at: command.at, level: 'management', to: null, reason: 'severity' } }]
    : [assessment];
};

const assigned = (command: CommandOf<'AssignComplaint'>, { actor, facts: { person } }: Facts): ComplaintEvent => {
  const { at, handler, ...personal } = without(command);
  return {
    type: 'ComplaintAssigned',
    data: {
      at,
      handler,
      team: person?.team ?? null,
      organisation: null,
      by: actor.id,
      checked: ['exists', 'active', 'not-subject'],
      source: null,
      ...sealed(personal),
    },
  };
};

const directly: readonly string[] = ['phone', 'in-person', 'call-centre', 'letter'];
const apologised = (command: CommandOf<'DeliverApology'>, { apologisedDirectly }: Complaint, { actor }: Facts): ComplaintEvent => {
  const { at, channel, remedy, ...personal } = without(command);
  const warning = apologisedDirectly || directly.includes(channel) ? null : 'only-in-writing';
  return { type: 'ApologyDelivered', data: { at, channel, by: actor.id, remedy, warning, personal } };
};

const investigated = (command: CommandOf<'InvestigateComplaint'>): ComplaintEvent => {
  const { at, cause, causeDomain, validity, steps, evidence, causeText, ...personal } = without(command);
  const method = personal.whys?.length ? 'five-whys' : personal.ishikawa?.length ? 'ishikawa' : null;
  return {
    type: 'ComplaintInvestigated',
    data: {
      at,
      cause,
      causeDomain,
      validity,
      method,
      steps,
      evidence,
      personal: { ...personal, ...(causeText !== undefined && { cause: causeText }) },
    },
  };
};

const remedyOf = ({ remedies }: Complaint, number: number) => remedies.find(({ remedy }) => remedy === number)!;
const accepted = (command: CommandOf<'AcceptRemedy'>, complaint: Complaint): readonly ComplaintEvent[] => {
  const { at, remedy, amount, ...personal } = without(command);
  const proposed = remedyOf(complaint, remedy);
  if (proposed.accepted) return [];
  const by = proposed.proposedBy === 'organisation' ? 'complainant' : 'organisation';
  return [{ type: 'RemedyAccepted', data: { at, remedy, by, amount: amount ?? proposed.amount, ...sealed(personal) } }];
};

const decisionCommunicated = (command: CommandOf<'CommunicateDecision'>): ComplaintEvent => {
  const { at, channel, letter, ...personal } = without(command);
  return {
    type: 'DecisionCommunicated',
    data: {
      at,
      bounds: null,
      channel,
      contentHash: letter.hash,
      hasReasons: personal.reasons.trim() !== '',
      hasRecourse: personal.recourse.trim() !== '',
      outcome: null,
      source: null,
      personal: { ...personal, salt: letter.salt, text: letter.text },
    },
  };
};

const followedUp = (command: CommandOf<'FollowUpComplaint'>): ComplaintEvent => {
  const { at, outcome, score, channel, letter, ...personal } = without(command);
  return {
    type: 'ComplaintFollowedUp',
    data: {
      at,
      bounds: null,
      outcome,
      score,
      channel,
      contentHash: letter?.hash ?? null,
      source: null,
      ...sealed({ ...personal, ...(letter && { salt: letter.salt, text: letter.text }) }),
    },
  };
};

const corrected = (command: CommandOf<'CorrectComplaint'>, { facts: { correction } }: Facts): readonly ComplaintEvent[] => {
  if (correction === null || typeof correction === 'string' || correction.same) return [];
  const { at, revision, path, value, ...personal } = without(command);
  const about = { at, revision, of: correction.of, path, source: null, personal };
  if (isPersonalPath(path)) return [{ type: 'CorrectionRecorded', data: { ...about, corrected: correction.part! } }];
  return [{ type: 'CorrectionRecorded', data: { ...about, from: correction.now, to: value } }];
};

/** One complaint from receipt to closing. */
export const complaintDecider: Decider<Complaint, ComplaintCommand, ComplaintEvent, ComplaintFacts> = {
  initial: nothingYet,
  decide,
  evolve,
};
