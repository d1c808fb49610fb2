import type { CommandOf } from '../complaint.commands';
import { neededFor } from '../assigning.rules';
import type { ComplaintEvent, DataOf } from '../complaint.events';
import type { Complaint } from '../complaint.state';
import type { Checked } from '../complaint.words';
import { type Facts, type Follows, sealed, without } from './follows';

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
    ? [assessment, { type: 'ComplaintEscalated', data: { at: command.at, level: 'management', to: null, reason: 'severity', owed: null } }]
    : [assessment];
};

const assigned = (command: CommandOf<'AssignComplaint'>, complaint: Complaint, { actor, facts }: Facts): ComplaintEvent => {
  const { at, handler, conflicts, ...personal } = without(command);
  const { person, policy, workload } = facts;
  const always: readonly Checked[] = ['exists', 'active', 'not-subject', 'no-conflict', 'present'];
  return {
    type: 'ComplaintAssigned',
    data: {
      at,
      handler,
      team: person?.team ?? null,
      organisation: null,
      by: actor.id,
      checked: neededFor(policy, complaint).length > 0 ? [...always, 'competent'] : always,
      conflicts,
      workload: workload === null ? null : { open: workload },
      source: null,
      ...sealed(personal),
    },
  };
};

/** How a complaint comes in and who answers for it. */
export const fromReceipt: Follows<
  | 'ReceiveComplaint'
  | 'AcknowledgeComplaint'
  | 'AssessComplaint'
  | 'ClassifyComplaint'
  | 'AssignComplaint'
  | 'EscalateComplaint'
  | 'AnswerFeedback'
  | 'ConvertToComplaint'
> = {
  ReceiveComplaint: (command, _complaint, known) => [received(command, known)],
  AcknowledgeComplaint: (command, complaint) => (complaint.acknowledged ? [] : [acknowledged(command)]),
  AssessComplaint: assessed,
  ClassifyComplaint: (command) => {
    const { at, product, category, department, segment, region, ...personal } = without(command);
    return [{ type: 'Classified', data: { at, product, category, department, segment, region, personal } }];
  },
  AssignComplaint: (command, complaint, known) => {
    const { handler, status, conflicts } = complaint;
    const isHandler = handler === command.handler && status !== 'assessed' && status !== 'reopened';
    return isHandler && command.conflicts.every((id) => conflicts.includes(id)) ? [] : [assigned(command, complaint, known)];
  },
  EscalateComplaint: (command) => {
    const { at, level, to, reason, ...personal } = without(command);
    return [{ type: 'ComplaintEscalated', data: { at, level, to, reason, owed: null, ...sealed(personal) } }];
  },
  AnswerFeedback: (command) => {
    const { at, channel, letter, ...personal } = without(command);
    const answer = { ...personal, salt: letter.salt, text: letter.text };
    return [{ type: 'FeedbackAnswered', data: { at, channel, contentHash: letter.hash, personal: answer } }];
  },
  ConvertToComplaint: (command, { kind }) => {
    const { at, ...personal } = without(command);
    return [{ type: 'ConvertedToComplaint', data: { at, from: kind, personal } }];
  },
};
