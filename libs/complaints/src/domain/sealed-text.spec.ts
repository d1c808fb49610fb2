import { isInstant } from '@redress/kernel';
import { asStored } from '@redress/testing';
import type { ComplaintCommand, ComplaintCommandType } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import { lifecycle } from './complaint.lifecycle';
import { ask, clocksFor, found, kamran, knowing, person, usually, whoMay } from './examples.spec-support';
import { stateFor } from './ready.spec-support';

/** Every text of a command that is stored in clear, written down by hand: ids, codes, choices, hashes. All other text is sealed. */
const clear: Readonly<Record<ComplaintCommandType, readonly string[]>> = {
  ReceiveComplaint: [
    ...['number', 'kind', 'channel', 'language', 'preferredChannel', 'product', 'category', 'department', 'segment', 'region', 'batch'],
    ...['loss.currency', 'subjects.0', 'privacyNotice', 'documents.0.sha256', 'documents.0.mediaType'],
  ],
  AcknowledgeComplaint: ['channel', 'receipt.hash', 'language'],
  AssessComplaint: ['complexity', 'impact', 'resolvability', 'category', 'subjects.0'],
  ClassifyComplaint: ['product', 'category', 'department', 'segment', 'region'],
  AssignComplaint: ['handler'],
  EscalateComplaint: ['level', 'to', 'reason'],
  AnswerFeedback: ['channel', 'letter.hash'],
  ConvertToComplaint: [],
  AddEvidence: ['document.sha256', 'document.mediaType'],
  RecordInterview: ['with', 'staffId'],
  RequestClarification: ['channel'],
  ReceiveClarification: ['channel'],
  LinkDuplicate: ['of'],
  LinkCause: ['cause'],
  AddNote: [],
  SendProgressUpdate: ['channel', 'letter.hash'],
  PauseClock: ['reason', 'clocks.0', 'channel', 'letter.hash'],
  ResumeClock: [],
  ExtendDeadline: ['clock', 'by.unit', 'reason', 'channel', 'letter.hash'],
  SendHoldingLetter: ['channel', 'letter.hash'],
  WarnOfClosing: ['channel', 'letter.hash'],
  // What it asks for is looked up anew.
  ActOnTime: [],
  DeliverApology: ['channel'],
  InvestigateComplaint: ['cause', 'causeDomain', 'validity', 'steps.0', 'steps.1'],
  ProposeRemedy: ['kind', 'proposedBy', 'amount.currency', 'complainantEstimate.currency', 'organisationEstimate.currency'],
  CounterRemedy: ['counteredBy', 'amount.currency', 'complainantEstimate.currency', 'organisationEstimate.currency'],
  AcceptRemedy: ['amount.currency'],
  RejectRemedy: ['rejectedBy'],
  ApproveRemedy: [],
  ImplementRemedy: ['paid.currency', 'proof'],
  CommunicateDecision: ['channel', 'letter.hash'],
  SeparatePart: ['product', 'segment'],
  AnswerPart: ['channel', 'letter.hash'],
  RequestReview: ['by'],
  DecideReview: ['outcome'],
  ReferExternally: ['body'],
  RecordExternalDecision: ['body', 'outcome', 'amount.currency'],
  ResolveComplaint: ['finding', 'outcome'],
  FollowUpComplaint: ['outcome', 'channel', 'letter.hash'],
  RecordSatisfaction: ['obtainedBy'],
  ReopenComplaint: ['by'],
  ApproveClosing: [],
  CloseComplaint: ['reason', 'told.channel', 'duplicateOf'],
  CorrectComplaint: ['path', 'value'],
};

const why = { backdating: 'Why so late', reason: 'Why' };
/** Every field of the command filled. */
const filled: { readonly [T in ComplaintCommandType]?: object } = {
  AssessComplaint: { ...why, subjects: [kamran.id] },
  AssignComplaint: why,
  InvestigateComplaint: { whys: ['One', 'Two'], ishikawa: [{ branch: 'Box', causes: ['Thin'] }] },
  AcceptRemedy: { amount: { minor: 100, currency: 'AZN' } },
  CloseComplaint: {
    ...{ duplicateOf: '130081818450', unreachable: 'No address', remedyWaived: 'Wants none', followUpImpossible: 'Moved' },
  },
  ReceiveComplaint: {
    complainant: { name: 'N', address: 'A', phone: 'P', email: 'E', other: 'O', representative: 'R', needs: 'V' },
  },
};
/** These steer the decision and keep their value; they are looked for as they are. */
const kept = ['type', 'with', 'body', 'path', 'reason', 'finding', 'currency', 'number', 'clocks', 'unit'];

/** Each text of the command with the path to it, made unique where the decision does not depend on it. */
const marked = (value: unknown, path: string, marks: Map<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((item, index) => marked(item, `${path}${index}.`, marks));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item, `${path}${key}.`, marks)]));
  }
  // Of an element of a list, the name of the list.
  const key = path.split('.').findLast((step) => /\D/.test(step))!;
  if (typeof value !== 'string' || isInstant(value) || key === 'type') return value;
  const mark = kept.includes(key) ? value : `[${path.slice(0, -1)}]`;
  marks.set(path.slice(0, -1), mark);
  return mark;
};

describe('what is stored in clear', () => {
  it.each(Object.keys(lifecycle) as ComplaintCommandType[])(
    'of %s is what was written down here, and everything else is sealed',
    (type) => {
      const marks = new Map<string, string>();
      const full = { ...ask(type), ...(type !== 'CloseComplaint' && { backdating: 'Why so late' }), ...filled[type] };
      const command = marked(full, '', marks) as ComplaintCommand;
      const known = {
        ...usually,
        actor: whoMay(type),
        ...knowing({ person: person('staff-omid', { team: null }), correction: found({ now: null }), clocks: clocksFor(type) }),
      };
      const state = {
        ...stateFor(type, type === 'CloseComplaint' ? 'resolved' : undefined),
        handler: null,
        acknowledged: type === 'CloseComplaint',
        causeCoded: true,
      };
      const stored = JSON.stringify(complaintDecider.decide(command, state, known).map((event) => asStored(event)));
      expect(
        [...marks]
          .filter(([, mark]) => stored.includes(`"${mark}"`))
          .map(([path]) => path)
          .sort(),
      ).toEqual([...clear[type]].sort());
    },
  );
});
