import { asStored } from '@redress/testing';
import { RuleViolation } from '@redress/kernel';
import type { ComplaintCommand, ComplaintCommandType } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import { clauseOf, lifecycle, nextStatus, refusedBy, type Status, statuses } from './complaint.lifecycle';
import { ask, clocksFor, event, knowing, nigar, person, usually, whoMay } from './examples.spec-support';
import { stateFor } from './ready.spec-support';

/** Written out by hand, not taken from the table: `=` stays, a state is where it leads, anything else is the refusal `complaint.<code>`, or the one that
 * has a dot. */
const matrix = `
                       none          received      assessed              assigned              investigated          resolved      followed-up   reopened              closed        answered
ReceiveComplaint       received      number-taken  number-taken          number-taken          number-taken          number-taken  number-taken  number-taken          number-taken  number-taken
AcknowledgeComplaint   unknown       =             =                     =                     =                     =             =             =                     =             =
AssessComplaint        unknown       assessed      =                     =                     =                     is-resolved   is-resolved   =                     is-closed     feedback.not-a-complaint
ClassifyComplaint      unknown       =             =                     =                     =                     =             =             =                     =             =
AssignComplaint        unknown       not-assessed  assigned              =                     =                     =             =             assigned              is-closed     feedback.not-a-complaint
EscalateComplaint      unknown       =             =                     =                     =                     =             =             =                     is-closed     =
AnswerFeedback         unknown       answered      feedback.is-complaint feedback.is-complaint feedback.is-complaint is-resolved   is-resolved   feedback.is-complaint is-closed     =
ConvertToComplaint     unknown       =             feedback.is-complaint feedback.is-complaint feedback.is-complaint is-resolved   is-resolved   feedback.is-complaint received      received
AddEvidence            unknown       =             =                     =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
RecordInterview        unknown       =             =                     =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
RequestClarification   unknown       =             =                     =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
ReceiveClarification   unknown       =             =                     =                     =                     =             =             =                     =             feedback.not-a-complaint
LinkDuplicate          unknown       =             =                     =                     =                     =             =             =                     =             =
LinkCause              unknown       =             =                     =                     =                     =             =             =                     =             =
AddNote                unknown       =             =                     =                     =                     =             =             =                     =             =
SendProgressUpdate     unknown       =             =                     =                     =                     is-resolved   is-resolved   =                     is-closed     feedback.not-a-complaint
PauseClock             unknown       =             =                     =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
ResumeClock            unknown       =             =                     =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
ExtendDeadline         unknown       =             =                     =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
SendHoldingLetter      unknown       =             =                     =                     =                     is-resolved   is-resolved   =                     is-closed     feedback.not-a-complaint
WarnOfClosing          unknown       =             =                     =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
ActOnTime              unknown       =             =                     =                     =                     =             =             =                     =             feedback.not-a-complaint
DeliverApology         unknown       =             =                     =                     =                     =             =             =                     =             =
InvestigateComplaint   unknown       not-assigned  not-assigned          investigated          =                     =             =             investigated          is-closed     feedback.not-a-complaint
ProposeRemedy          unknown       not-assigned  not-assigned          =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
CounterRemedy          unknown       not-assigned  not-assigned          =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
AcceptRemedy           unknown       not-assigned  not-assigned          =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
RejectRemedy           unknown       not-assigned  not-assigned          =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
ApproveRemedy          unknown       not-assigned  not-assigned          =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
ImplementRemedy        unknown       not-assigned  not-assigned          =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
CommunicateDecision    unknown       not-assigned  not-assigned          =                     =                     is-resolved   is-resolved   =                     is-closed     feedback.not-a-complaint
SeparatePart           unknown       =             =                     =                     =                     is-resolved   is-resolved   =                     is-closed     feedback.not-a-complaint
AnswerPart             unknown       not-assigned  not-assigned          =                     =                     is-resolved   is-resolved   =                     is-closed     feedback.not-a-complaint
RequestReview          unknown       not-assigned  not-assigned          =                     =                     =             =             =                     =             feedback.not-a-complaint
DecideReview           unknown       not-assigned  not-assigned          =                     =                     =             =             =                     =             feedback.not-a-complaint
ReferExternally        unknown       =             =                     =                     =                     =             =             =                     =             feedback.not-a-complaint
RecordExternalDecision unknown       =             =                     =                     =                     =             =             =                     =             feedback.not-a-complaint
ResolveComplaint       unknown       not-assigned  not-assigned          resolved              resolved              is-resolved   is-resolved   resolved              is-closed     feedback.not-a-complaint
FollowUpComplaint      unknown       not-resolved  not-resolved          not-resolved          not-resolved          followed-up   =             not-resolved          =             feedback.not-a-complaint
RecordSatisfaction     unknown       not-resolved  not-resolved          not-resolved          not-resolved          =             =             not-resolved          =             feedback.not-a-complaint
ReopenComplaint        unknown       not-resolved  not-resolved          not-resolved          not-resolved          reopened      reopened      not-resolved          reopened      feedback.not-a-complaint
ApproveClosing         unknown       =             =                     =                     =                     =             =             =                     is-closed     feedback.not-a-complaint
CloseComplaint         unknown       closed        closed                closed                closed                closed        closed        closed                is-closed     closed
CorrectComplaint       unknown       =             =                     =                     =                     =             =             =                     =             =
`;
const [columns, ...rows] = matrix
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/));
const cells = rows.flatMap(([type, ...row]) =>
  row.map((cell, index) => [type as ComplaintCommandType, columns![index] as Status, cell] as const),
);

const asked = (type: ComplaintCommandType): ComplaintCommand => {
  if (type === 'AssignComplaint') return ask(type, { handler: nigar.id, reason: 'On leave' });
  return type === 'CloseComplaint' ? ask(type, { reason: 'withdrawn' }) : ask(type);
};
/** The state it leads to, or the refusal. */
const outcome = (type: ComplaintCommandType, status: Status): string => {
  const before = stateFor(type, status);
  try {
    const events = complaintDecider.decide(asked(type), before, {
      ...usually,
      actor: whoMay(type),
      ...knowing({ person: person(nigar.id), clocks: clocksFor(type) }),
    });
    expect(events.length).toBeGreaterThan(0);
    return events.map((each) => asStored(each)).reduce(complaintDecider.evolve, before).status;
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    expect(error.broken.map(({ code }) => code)).toEqual([refusedBy(type, status)]);
    return error.code;
  }
};

describe('the life of a complaint', () => {
  it('is written down for every command and every state', () => {
    expect(columns).toEqual(statuses);
    expect(rows.map(([type]) => type).sort()).toEqual(Object.keys(lifecycle).sort());
  });
  it.each(cells)('%s, %s: %s', (type, status, cell) => {
    const expected = cell === '=' ? status : cell;
    const leads = statuses.includes(expected as Status);
    expect(outcome(type, status)).toBe(leads ? expected : cell.includes('.') ? cell : `complaint.${cell.replace('is-', '')}`);
    expect(refusedBy(type, status) === null).toBe(leads);
    if (leads) expect(nextStatus(type, status)).toBe(expected);
  });
  it('names the clause every event serves', () => {
    expect(Object.keys(clauseOf).sort()).toEqual(
      [...new Set(Object.values(lifecycle).flatMap(({ records }) => records)), 'TimelinessReported', 'PolicyPinned'].sort(),
    );
    expect(Object.values(clauseOf).every((clause) => clause.length > 0)).toBe(true);
  });
  it('of an imported complaint may begin with an organisation before anybody assessed it', () => {
    const [received, assigned] = [event('ComplaintReceived'), event('ComplaintAssigned', { handler: null, organisation: 'Acme Bank' })];
    expect([received, assigned].map((each) => asStored(each)).reduce(complaintDecider.evolve, complaintDecider.initial).status).toBe(
      'assigned',
    );
  });
});
