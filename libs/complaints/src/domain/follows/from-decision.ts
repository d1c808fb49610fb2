import type { CommandOf } from '../complaint.commands';
import type { ComplaintEvent } from '../complaint.events';
import { type Follows, sealed, without } from './follows';

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
      hasReasons: personal.reasons.trim() !== '',
      hasRecourse: personal.recourse.trim() !== '',
      outcome: null,
      source: null,
      personal: { ...personal, salt: letter.salt, text: letter.text },
    },
  };
};

/** What was decided and told. */
export const fromDecision: Follows<
  | 'SendProgressUpdate'
  | 'CommunicateDecision'
  | 'RequestReview'
  | 'DecideReview'
  | 'ReferExternally'
  | 'RecordExternalDecision'
  | 'ResolveComplaint'
> = {
  SendProgressUpdate: (command) => [updated(command)],
  CommunicateDecision: (command) => [decisionCommunicated(command)],
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
