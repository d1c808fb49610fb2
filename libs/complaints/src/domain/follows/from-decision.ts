import type { CommandOf } from '../complaint.commands';
import type { ComplaintEvent } from '../complaint.events';
import type { Complaint } from '../complaint.state';
import { type Facts, type Follows, sealed, without } from './follows';

const updated = (command: CommandOf<'SendProgressUpdate'>): ComplaintEvent => {
  const { at, channel, letter, ...personal } = without(command);
  const sent = { salt: letter.salt, text: letter.text };
  return {
    type: 'ProgressUpdateSent',
    data: { at, bounds: null, channel, contentHash: letter.hash, source: null, personal: { ...personal, ...sent } },
  };
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
      ...heldBy(personal),
      outcome: null,
      source: null,
      personal: { ...personal, salt: letter.salt, text: letter.text },
    },
  };
};

const partSeparated = (command: CommandOf<'SeparatePart'>, { parts }: Complaint, { facts }: Facts): ComplaintEvent => {
  const { at, product, category, segment, region, ...personal } = without(command);
  const { policy, calendar } = facts.part!;
  return { type: 'PartSeparated', data: { at, part: parts + 1, product, category, segment, region, policy, calendar, personal } };
};

const partAnswered = (command: CommandOf<'AnswerPart'>): ComplaintEvent => {
  const { at, part, ...rest } = without(command);
  const { channel, letter, ...personal } = rest;
  const told = { contentHash: letter.hash, ...heldBy(personal) };
  return {
    type: 'PartAnswered',
    data: { at, part, channel, ...told, personal: { ...personal, salt: letter.salt, text: letter.text } },
  };
};

const heldBy = ({ reasons, recourse }: { readonly reasons: string; readonly recourse: string }) => ({
  hasReasons: reasons.trim() !== '',
  hasRecourse: recourse.trim() !== '',
});

/** What was decided and told. */
export const fromDecision: Follows<
  | 'SendProgressUpdate'
  | 'CommunicateDecision'
  | 'SeparatePart'
  | 'AnswerPart'
  | 'RequestReview'
  | 'DecideReview'
  | 'ReferExternally'
  | 'RecordExternalDecision'
  | 'ResolveComplaint'
> = {
  SendProgressUpdate: (command) => [updated(command)],
  CommunicateDecision: (command) => [decisionCommunicated(command)],
  SeparatePart: (command, complaint, known) => [partSeparated(command, complaint, known)],
  AnswerPart: (command) => [partAnswered(command)],
  RequestReview: (command, { reviewsAsked }) => {
    const { at, by, ...personal } = without(command);
    return [{ type: 'ReviewRequested', data: { at, stage: reviewsAsked + 2, by, personal } }];
  },
  DecideReview: (command, { review }, { actor }) => {
    const { at, outcome, ...personal } = without(command);
    return [{ type: 'ReviewDecided', data: { at, stage: review!, reviewer: actor.id, outcome, personal } }];
  },
  ReferExternally: (command) => {
    const { at, body, ...personal } = without(command);
    return [{ type: 'ReferredExternally', data: { at, body, ...sealed(personal) } }];
  },
  RecordExternalDecision: (command) => {
    const { at, body, outcome, amount, ...personal } = without(command);
    return [{ type: 'ExternalDecisionRecorded', data: { at, body, outcome, amount, ...sealed(personal) } }];
  },
  ResolveComplaint: (command) => {
    const { at, finding, outcome, ...personal } = without(command);
    return [{ type: 'ComplaintResolved', data: { at, bounds: null, finding, outcome, source: null, personal } }];
  },
};
