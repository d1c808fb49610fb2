import type { ComplaintEventType } from '@redress/complaints';
import type { Money } from '@redress/kernel';
import type { Stored, StoredData } from '../complaint-projection';

type Sentences = { readonly [T in ComplaintEventType]: (data: StoredData<T>) => string };

const money = ({ minor, currency }: Money): string => `${minor} minor units of ${currency}`;
const words = (code: string): string => code.replaceAll('-', ' ');
const by = (channel: string | null): string => (channel === null ? '' : ` by ${words(channel)}`);
const from = (source: { readonly register: string; readonly row: number } | null): string =>
  source === null ? '' : `, as row ${source.row} of the register ${source.register} says`;
const named = (codes: Readonly<Record<string, string | null>>): string =>
  Object.entries(codes)
    .filter(([, code]) => code !== null)
    .map(([what, code]) => `${what} ${code}`)
    .join(', ');
const told = (channel: string | null): string => (channel === null ? '' : `, told${by(channel)}`);
const amountOf = (amount: number, unit: string): string => `${amount} ${words(amount === 1 ? unit.slice(0, -1) : unit)}`;
const of = ({ clock, due }: { readonly clock: string | null; readonly due: string }): string =>
  clock === null ? '' : ` (clock ${words(clock)}, ${due})`;
const persons = { staff: 'a member of staff', complainant: 'the complainant', witness: 'a witness', other: 'somebody else' } as const;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What happened in plain English, without personal data: people are their staff ids. */
const sentences: Sentences = {
  ComplaintReceived: ({ kind, channel, anonymous, source }) =>
    `${capital(kind)} received by ${words(channel)}${anonymous && source === null ? ', anonymously' : ''}${from(source)}`,
  ComplaintAcknowledged: ({ channel, source }) => `Receipt acknowledged by ${words(channel)}${from(source)}`,
  ComplaintAssessed: ({ severity, safety }) => `Assessed with severity ${severity}${safety ? ', a matter of safety' : ''}`,
  Classified: ({ product, category, department, segment, region }) =>
    `Classified anew: ${named({ product, category, department, segment, region })}`,
  ComplaintAssigned: ({ handler, team, organisation, workload, source }) => {
    const load = workload === null ? '' : `, who had ${workload.open} open`;
    if (handler !== null) return `Assigned to ${handler}${team === null ? '' : ` of team ${team}`}${load}${from(source)}`;
    return `Assigned to ${organisation === null ? 'nobody' : `the organisation ${organisation}`}${from(source)}`;
  },
  ComplaintEscalated: ({ level, to, reason, owed }) =>
    `Escalated to ${words(level)}${to === null ? '' : `, to ${to}`}, ${reason === 'ownerless' ? 'because nobody answers for it' : `because of ${reason}`}${owed === null ? '' : of(owed)}`,
  FeedbackAnswered: ({ channel }) => `Feedback answered${by(channel)}`,
  ConvertedToComplaint: ({ from: kind }) => `Converted to a complaint from ${kind === 'enquiry' ? 'an' : 'a'} ${kind}`,
  EvidenceAdded: ({ evidence, document }) =>
    `Evidence ${evidence} added${document === null ? '' : `, a document of ${document.bytes} bytes`}`,
  InterviewRecorded: ({ with: whom, staffId }) => `Interview recorded with ${staffId ?? persons[whom]}`,
  ClarificationRequested: ({ clarification, channel }) => `Clarification ${clarification} asked for${by(channel)}`,
  ClarificationReceived: ({ clarification, channel }) => `Clarification ${clarification} received${by(channel)}`,
  LinkedToDuplicate: ({ of }) => `Linked as a duplicate of ${of}`,
  LinkedToCause: ({ cause }) => `Linked to the common cause ${cause}`,
  NoteAdded: () => 'Note added',
  ProgressUpdateSent: ({ channel, source }) => `Progress update sent${by(channel)}${from(source)}`,
  ApologyDelivered: ({ channel, remedy, warning }) =>
    `Apology delivered by ${words(channel)}${remedy === null ? '' : ` for remedy ${remedy}`}${warning === null ? '' : ', only in writing so far'}`,
  ComplaintInvestigated: ({ cause, causeDomain, validity }) => `Investigated: ${words(validity)}, cause ${words(cause)} (${causeDomain})`,
  RemedyProposed: ({ remedy, kind, proposedBy, amount }) =>
    `Remedy ${remedy} proposed by the ${proposedBy}: ${words(kind)}${amount === null ? '' : ` of ${money(amount)}`}`,
  RemedyCountered: ({ remedy, counteredBy, amount }) =>
    `Remedy ${remedy} countered by the ${counteredBy}${amount === null ? '' : `: ${money(amount)}`}`,
  RemedyAccepted: ({ remedy, by: party, amount }) =>
    `Remedy ${remedy} accepted by the ${party}${amount === null ? '' : ` for ${money(amount)}`}`,
  RemedyRejected: ({ remedy, rejectedBy }) => `Remedy ${remedy} rejected by the ${rejectedBy}`,
  RemedyApproved: ({ remedy, by: approver, alone }) =>
    `Remedy ${remedy} approved by ${approver}${alone ? ', who negotiated it alone' : ''}`,
  RemedyImplemented: ({ remedy, paid }) => `Remedy ${remedy} implemented${paid === null ? '' : `, ${money(paid)} paid`}`,
  DecisionCommunicated: ({ channel, source }) => `Decision communicated${by(channel)}${from(source)}`,
  PartSeparated: ({ part, product, category, segment, region, policy }) =>
    `Part ${part} separated under policy ${policy.id} version ${policy.version}: ${named({ product, category, segment, region })}`,
  PartAnswered: ({ part, channel }) => `Part ${part} answered${by(channel)}`,
  ReviewRequested: ({ stage, by: party }) => `Review of stage ${stage} requested by the ${party}`,
  ReviewDecided: ({ stage, reviewer, outcome }) => `Review of stage ${stage} decided by ${reviewer}: decision ${words(outcome)}`,
  ReferredExternally: ({ body }) => `Referred to ${body}`,
  ExternalDecisionRecorded: ({ body, outcome, amount }) =>
    `Decided by ${body}: ${words(outcome)}${amount === null ? '' : `, ${money(amount)} awarded`}`,
  ComplaintResolved: ({ finding, outcome, source }) => `Resolved with outcome ${words(outcome)}, finding ${words(finding)}${from(source)}`,
  ComplaintFollowedUp: ({ outcome, score, source }) =>
    `Followed up: ${words(outcome)}${score === null ? '' : `, satisfaction ${score} of 5`}${from(source)}`,
  SatisfactionRecorded: ({ score, obtainedBy }) =>
    `Satisfaction ${score} of 5, from ${obtainedBy === 'other' ? 'elsewhere' : `a ${words(obtainedBy)}`}`,
  ComplaintReopened: ({ by: party, handler, source }) =>
    `Reopened by the ${party}${handler === null ? '' : `, handled by ${handler}`}${from(source)}`,
  ClosingApproved: ({ by: approver }) => `Closing approved by ${approver}`,
  ComplaintClosed: ({ reason, approver, alone, duplicateOf, source }) =>
    `Closed as ${words(reason)}${duplicateOf === null ? '' : ` of ${duplicateOf}`}${approver === null ? '' : `, approved by ${approver}${alone ? ' alone' : ''}`}${from(source)}`,
  TimelinessReported: ({ clock, met, source }) => `Reported that the ${clock} date was ${met ? 'met' : 'not met'}${from(source)}`,
  CorrectionRecorded: ({ revision, of, path, source }) => `Corrected ${path} of ${of} at revision ${revision}${from(source)}`,
  ClockPaused: ({ reason, clocks, channel }) =>
    `Clocks paused because of ${words(reason)}${clocks === null ? '' : `: ${clocks.map(words).join(', ')}`}${told(channel)}`,
  ClockResumed: () => 'Clocks resumed',
  DeadlineExtended: ({ clock, by: { amount, unit }, due, reason, channel }) =>
    `Clock ${words(clock)} extended by ${amountOf(amount, unit)} until ${due}, because of ${words(reason)}${told(channel)}`,
  HoldingLetterSent: ({ channel }) => `Holding letter sent${by(channel)}`,
  HandlerReminded: ({ of: what, clock, due, handler }) =>
    what === 'silence'
      ? `${handler ?? 'Whoever handles it'} reminded to warn the complainant, who is silent: it may be closed on ${due}`
      : `${handler ?? 'Whoever handles it'} reminded that clock ${words(clock!)} runs out on ${due}`,
  DeadlineMissed: ({ clock, round }) => `Clock ${words(clock)} ran out${round === 1 ? '' : ` (round ${round})`}`,
  ClosingWarned: ({ closesAt, channel }) => `Complainant warned${by(channel)} that silence closes it on ${closesAt}`,
  PolicyPinned: ({ policy, reason }) => `Policy ${policy.id} version ${policy.version} pinned: ${words(reason)}`,
};

export const sentenceOf = ({ type, data }: Stored): string => (sentences[type] as (data: object) => string)(data);
