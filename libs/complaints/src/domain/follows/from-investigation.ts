import type { CommandOf } from '../complaint.commands';
import type { ComplaintEvent } from '../complaint.events';
import { type Follows, without } from './follows';

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

/** What was found out. */
export const fromInvestigation: Follows<
  'AddEvidence' | 'RecordInterview' | 'RequestClarification' | 'ReceiveClarification' | 'InvestigateComplaint'
> = {
  AddEvidence: (command, complaint) => {
    const { at, document, ...personal } = without(command);
    return [{ type: 'EvidenceAdded', data: { at, evidence: complaint.evidence + 1, document, personal } }];
  },
  RecordInterview: (command) => {
    const { at, with: whom, staffId, ...personal } = without(command);
    return [{ type: 'InterviewRecorded', data: { at, with: whom, staffId, personal } }];
  },
  RequestClarification: (command, { clarifications }) => {
    const { at, channel, ...personal } = without(command);
    return [{ type: 'ClarificationRequested', data: { at, clarification: clarifications + 1, channel, personal } }];
  },
  ReceiveClarification: (command) => {
    const { at, clarification, channel, ...personal } = without(command);
    return [{ type: 'ClarificationReceived', data: { at, clarification, channel, personal } }];
  },
  InvestigateComplaint: (command) => [investigated(command)],
};
