import { type BrokenRule, grantOf, type Known, plusDays, RuleViolation, type StaffId } from '@redress/kernel';
import { assigningRules } from './assigning.rules';
import { extendingRules, holdingLetterRules, pausingRules, resumingRules } from './clock.rules';
import { closingRules, unknownDuplicate } from './closing.rules';
import type { CommandOf, ComplaintCommand, ComplaintCommandType } from './complaint.commands';
import { type ComplaintFacts, type FollowUpHolds, type HandlingPolicy, isFound, type ReceiptHolds } from './complaint.facts';
import { isOnShortRoute, mayFeedback, refusedBy } from './complaint.lifecycle';
import { commandGrants } from './complaint.roles';
import { type Complaint, isFeedback } from './complaint.state';
import { correctionRules } from './correction.rules';
import { answeringPartRules, partsUnanswered, separatingPartRules } from './part.rules';
import {
  acceptingRules,
  approvingRules,
  counteringRules,
  implementingRules,
  proposingRules,
  rejectingRules,
  remedyOf,
} from './remedy.rules';
import { externalDecisionRules, referringRules } from './referral.rules';
import { decidingReviewRules, requestingReviewRules } from './review.rules';
import type { Rule } from './rule';
import { warningRules } from './silence.rules';
import { timeRules } from './time.rules';

type Rules = { readonly [T in ComplaintCommandType]: readonly Rule<CommandOf<T>>[] };

const receiptLacks = (part: keyof ReceiptHolds, name: string): Rule<CommandOf<'AcknowledgeComplaint'>> => ({
  code: `receipt.without-${name}`,
  detail: `The receipt does not hold the ${name.replaceAll('-', ' ')}; add it to the text.`,
  broken: (_command, { acknowledged }, { facts: { receipt } }) => !acknowledged && receipt !== 'erased' && !receipt?.[part],
});
const followUpLacks = (part: keyof FollowUpHolds, name: string): Rule<CommandOf<'FollowUpComplaint'>> => ({
  code: `follow-up.without-${name}`,
  detail: `The follow-up message does not hold the ${name}; add it to the text.`,
  broken: (_command, _complaint, { facts: { followUp } }) => followUp !== null && followUp !== 'erased' && !followUp[part],
});
const erased = (fact: 'receipt' | 'followUp' | 'correction'): Rule<ComplaintCommand> => ({
  code: 'complaint.erased',
  detail: 'Its personal data was erased; nothing can be compared with it or added to it.',
  broken: (_command, _complaint, { facts }) => facts[fact] === 'erased',
});

const notActive = (code: string, who: string): Rule<ComplaintCommand> => ({
  code,
  detail: `${who} does not work here any more; name another person.`,
  broken: (_command, _complaint, { facts: { person } }) => person !== null && person.exists && !person.active,
});
const unknownPerson = <C extends ComplaintCommand>(code: string, who: string, named: (command: C) => StaffId | null): Rule<C> => ({
  code,
  detail: `${who} is not known; name a person by their staff id.`,
  broken: (command, _complaint, { facts: { person } }) => (person === null ? named(command) !== null : !person.exists),
});
/** Separation of duties: nobody handles a complaint about themselves. */
const subjectHandles: Rule<ComplaintCommand> = {
  code: 'handler.is-subject',
  detail: 'The complaint is about this person; choose another handler.',
  broken: (_command, { subjects }, { facts: { person } }) => person !== null && subjects.includes(person.id),
};
/** … nor works on one as somebody who may. */
const actorIsSubject: Rule<ComplaintCommand> = {
  code: 'actor.is-subject',
  detail: 'The complaint is about you; another person must do this.',
  broken: (_command, { subjects }, { actor }) => subjects.includes(actor.id),
};

const isAlreadyComplaint: Rule<ComplaintCommand> = {
  code: 'feedback.is-complaint',
  detail: 'It is a complaint; acknowledge and assess it.',
  broken: (_command, complaint) => !isFeedback(complaint),
};

/** Beside the lifecycle, what each command must keep, to be read to a complaints officer. */
const rules: Rules = {
  ReceiveComplaint: [
    {
      code: 'time.occurred-after-receipt',
      detail: 'The trouble cannot have happened after the complaint about it; correct the times.',
      broken: ({ at, occurredFrom, occurredTo }) => (occurredFrom ?? '') > at || (occurredTo ?? '') > at,
    },
    {
      code: 'time.occurred-backwards',
      detail: 'The trouble ends before it begins; swap the times.',
      broken: ({ occurredFrom, occurredTo }) => occurredFrom !== null && occurredTo !== null && occurredTo < occurredFrom,
    },
  ],
  AcknowledgeComplaint: [
    erased('receipt'),
    receiptLacks('number', 'number'),
    receiptLacks('details', 'name-and-details'),
    receiptLacks('summary', 'summary'),
    receiptLacks('receivedAt', 'time-received'),
  ],
  AssessComplaint: [actorIsSubject],
  ClassifyComplaint: [
    actorIsSubject,
    {
      code: 'classification.empty',
      detail: 'Say what it is now: a product, category, department, segment or region.',
      broken: ({ product, category, department, segment, region }) => !(product ?? category ?? department ?? segment ?? region),
    },
  ],
  AssignComplaint: [
    actorIsSubject,
    unknownPerson('handler.unknown', 'The handler', ({ handler }) => handler),
    notActive('handler.not-active', 'The handler'),
    subjectHandles,
    ...assigningRules,
    {
      code: 'reassignment.without-reason',
      detail: 'Say why the handler changes.',
      broken: ({ handler, reason }, complaint) => complaint.handler !== null && complaint.handler !== handler && !reason,
    },
  ],
  EscalateComplaint: [
    unknownPerson('escalation.to-unknown', 'The person', ({ to }) => to),
    notActive('escalation.to-not-active', 'The person'),
  ],
  AnswerFeedback: [actorIsSubject, isAlreadyComplaint],
  ConvertToComplaint: [actorIsSubject, isAlreadyComplaint],
  AddEvidence: [actorIsSubject],
  RecordInterview: [
    actorIsSubject,
    {
      code: 'interview.staff-mismatch',
      detail: 'Name in `staffId` whom of the staff was interviewed, and nobody there for anybody else.',
      broken: ({ with: whom, staffId }) => (whom === 'staff') !== (staffId !== null),
    },
    unknownPerson('interview.staff-unknown', 'Who was interviewed', ({ staffId }) => staffId),
  ],
  RequestClarification: [actorIsSubject],
  ReceiveClarification: [
    actorIsSubject,
    {
      code: 'clarification.unknown',
      detail: 'No such clarification was asked for; look at the case for its number.',
      broken: ({ clarification }, { clarifications }) => clarification > clarifications,
    },
    {
      code: 'clarification.answered',
      detail: 'It was answered already; add what came later as a note.',
      broken: ({ clarification }, { clarifications, unanswered }) => clarification <= clarifications && !unanswered.includes(clarification),
    },
  ],
  LinkDuplicate: [actorIsSubject, unknownDuplicate<CommandOf<'LinkDuplicate'>>(({ of }) => of)],
  LinkCause: [actorIsSubject],
  AddNote: [],
  SendProgressUpdate: [],
  PauseClock: [actorIsSubject, ...pausingRules],
  ResumeClock: [actorIsSubject, ...resumingRules],
  ExtendDeadline: [actorIsSubject, ...extendingRules],
  SendHoldingLetter: [actorIsSubject, ...holdingLetterRules],
  WarnOfClosing: [actorIsSubject, ...warningRules],
  ActOnTime: [],
  DeliverApology: [
    {
      code: 'remedy.unknown',
      detail: 'No such remedy was proposed; look at the case for its number.',
      broken: ({ remedy }, complaint) => remedy !== null && remedyOf(complaint, remedy) === undefined,
    },
  ],
  InvestigateComplaint: [
    actorIsSubject,
    {
      code: 'evidence.unknown',
      detail: 'The report rests on evidence that was never added; add it first.',
      broken: ({ evidence }, complaint) => evidence.some((number) => number < 1 || number > complaint.evidence),
    },
    {
      code: 'investigation.too-shallow',
      detail: 'A complaint of severity 4 or 5 needs evidence and an analysis of the cause (five whys or Ishikawa); add them.',
      broken: ({ evidence, whys, ishikawa }, { severity }) =>
        (severity ?? 0) >= 4 && (evidence.length === 0 || ((whys?.length ?? 0) < 2 && (ishikawa?.length ?? 0) === 0)),
    },
  ],
  ProposeRemedy: [actorIsSubject, ...proposingRules],
  CounterRemedy: [actorIsSubject, ...counteringRules],
  AcceptRemedy: [actorIsSubject, ...acceptingRules],
  RejectRemedy: [actorIsSubject, ...rejectingRules],
  ApproveRemedy: [actorIsSubject, ...approvingRules],
  ImplementRemedy: [actorIsSubject, ...implementingRules],
  CommunicateDecision: [actorIsSubject],
  SeparatePart: [actorIsSubject, ...separatingPartRules],
  AnswerPart: [actorIsSubject, ...answeringPartRules],
  RequestReview: [actorIsSubject, ...requestingReviewRules],
  DecideReview: [actorIsSubject, ...decidingReviewRules],
  ReferExternally: [actorIsSubject, ...referringRules],
  RecordExternalDecision: [actorIsSubject, ...externalDecisionRules],
  ResolveComplaint: [
    actorIsSubject,
    { code: 'decision.not-told', detail: 'Communicate the decision first.', broken: (_command, { decision }) => decision === null },
    partsUnanswered,
    {
      code: 'decision.without-reasons',
      detail: 'A complaint that is not upheld needs a decision with reasons and recourse; tell them first.',
      broken: ({ finding }, { decision }) =>
        finding === 'not-upheld' && decision !== null && !(decision.hasReasons && decision.hasRecourse),
    },
    {
      code: 'prevention.missing',
      detail: 'It is upheld: say what is done so that it does not happen again.',
      broken: ({ finding, prevention }) => finding === 'upheld' && !prevention,
    },
  ],
  FollowUpComplaint: [
    actorIsSubject,
    erased('followUp'),
    followUpLacks('number', 'number'),
    followUpLacks('summary', 'summary'),
    followUpLacks('remedy', 'remedy'),
  ],
  RecordSatisfaction: [actorIsSubject],
  ReopenComplaint: [
    {
      code: 'handler.missing',
      detail: 'Nobody of us handles it; name a handler.',
      broken: (_command, _complaint, { facts: { person } }) => person === null,
    },
    unknownPerson('handler.unknown', 'The handler', () => null),
    notActive('handler.not-active', 'The handler'),
    subjectHandles,
    {
      code: 'handler.conflict',
      detail: 'This person has a conflict of interest in it; choose another handler.',
      broken: (_command, { conflicts }, { facts: { person } }) => person !== null && conflicts.includes(person.id),
    },
    {
      code: 'reopening.too-late',
      detail: 'The time in which the policy allows reopening is over; receive a new complaint that names this one.',
      broken: ({ at }, { ended, overturned }, { facts: { policy } }) =>
        !overturned && !!ended?.at && at > plusDays(ended.at, policy.reopenWithinDays),
    },
  ],
  ApproveClosing: [actorIsSubject],
  CloseComplaint: [actorIsSubject, ...closingRules],
  CorrectComplaint: [actorIsSubject, erased('correction'), ...correctionRules],
};

/** Throws RuleViolation with every broken rule; the state, the role and the times are judged together with the rules of the command. */
export const keepRules = (command: ComplaintCommand, complaint: Complaint, known: Known<ComplaintFacts>): void => {
  const lifecycleBroken = lifecycleRule(command, complaint, known.facts.policy);
  const own = lifecycleBroken.length > 0 ? [] : (rules[command.type] as readonly Rule<ComplaintCommand>[]);
  const [first, ...rest] = [
    ...roleRule(command, complaint, known),
    ...lifecycleBroken,
    ...[...timeRules, ...own]
      .filter(({ broken }) => broken(command, complaint, known))
      .map(({ code, detail }): BrokenRule => ({ code, detail, kind: 'rule' })),
  ];
  if (first) throw new RuleViolation([first, ...rest]);
};

const notAComplaint: BrokenRule = {
  code: 'feedback.not-a-complaint',
  detail: 'This is no complaint; answer it, or convert it to a complaint first.',
  kind: 'rule',
};

const lifecycleRule = ({ type }: ComplaintCommand, complaint: Complaint, { shortRoute }: HandlingPolicy): BrokenRule[] => {
  const { status } = complaint;
  if (type !== 'ReceiveComplaint' && isFeedback(complaint) && !mayFeedback(type)) return [notAComplaint];
  const code = refusedBy(type, status, shortRoute);
  if (code === null) return [];
  const detail =
    status === 'none' ? 'There is no complaint of this number; check it.' : `${type} is not possible while the complaint is ${status}.`;
  return [{ code, detail, kind: 'rule' }];
};

/** Nobody is made the handler of feedback, nor of what is settled on the spot: whoever may handle at all may. */
const needsNoHandler = ({ type }: ComplaintCommand, complaint: Complaint, { policy }: ComplaintFacts): boolean =>
  isFeedback(complaint) || (policy.shortRoute && isOnShortRoute(type, complaint.status));

/** `handler`, `own` and `to-oneself` of the role table, on the state just read. */
const roleRule = (command: ComplaintCommand, complaint: Complaint, { actor, facts }: Known<ComplaintFacts>): BrokenRule[] => {
  const { handler, status } = complaint;
  const refused = (code: string, detail: string): BrokenRule[] => [{ code, detail, kind: 'role' }];
  switch (grantOf(commandGrants[command.type], actor.role)) {
    case 'yes':
      return [];
    case 'no':
      return refused('role.not-allowed', `The role ${actor.role} may not do this; ask somebody whose role may.`);
    case 'handler':
      return handler === actor.id || status === 'none' || (handler === null && needsNoHandler(command, complaint, facts))
        ? []
        : refused('complaint.not-yours', 'Only its handler or a supervisor may do this; ask to be assigned.');
    case 'to-oneself':
      return command.type === 'AssignComplaint' && command.handler === actor.id
        ? []
        : refused('handler.not-oneself', 'You may assign it to yourself only; ask a supervisor.');
    case 'own':
      return !isFound(facts.correction) || (facts.correction.recordedBy === actor.id && facts.correction.today)
        ? []
        : refused('correction.not-yours', 'You may correct what you recorded yourself today; ask a supervisor for the rest.');
  }
};
