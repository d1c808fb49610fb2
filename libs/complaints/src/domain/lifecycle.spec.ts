import { asStored } from '@redress/testing';
import { RuleViolation } from '@redress/kernel';
import type { ComplaintCommand, ComplaintCommandType } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import { clauseOf, lifecycle, nextStatus, refusedBy, type Status, statuses } from './complaint.lifecycle';
import { ask, clocksFor, event, knowing, nigar, person, usually } from './examples.spec-support';
import { stateFor } from './ready.spec-support';

/** Written out by hand, not taken from the table: `=` stays, a state is where it leads, anything else is the refusal `complaint.<code>`. */
const matrix = `
                        none      received      assessed      assigned      investigated  resolved      followed-up   reopened      closed
ReceiveComplaint        received  number-taken  number-taken  number-taken  number-taken  number-taken  number-taken  number-taken  number-taken
AcknowledgeComplaint    unknown   =             =             =             =             =             =             =             =
AssessComplaint         unknown   assessed      =             =             =             is-resolved   is-resolved   =             is-closed
ClassifyComplaint       unknown   =             =             =             =             =             =             =             =
AssignComplaint         unknown   not-assessed  assigned      =             =             =             =             assigned      is-closed
EscalateComplaint       unknown   =             =             =             =             =             =             =             is-closed
AddEvidence             unknown   =             =             =             =             =             =             =             is-closed
RecordInterview         unknown   =             =             =             =             =             =             =             is-closed
RequestClarification    unknown   =             =             =             =             =             =             =             is-closed
ReceiveClarification    unknown   =             =             =             =             =             =             =             =
LinkDuplicate           unknown   =             =             =             =             =             =             =             =
LinkCause               unknown   =             =             =             =             =             =             =             =
AddNote                 unknown   =             =             =             =             =             =             =             =
SendProgressUpdate      unknown   =             =             =             =             is-resolved   is-resolved   =             is-closed
PauseClock              unknown   =             =             =             =             =             =             =             is-closed
ResumeClock             unknown   =             =             =             =             =             =             =             is-closed
ExtendDeadline          unknown   =             =             =             =             =             =             =             is-closed
SendHoldingLetter       unknown   =             =             =             =             is-resolved   is-resolved   =             is-closed
DeliverApology          unknown   =             =             =             =             =             =             =             =
InvestigateComplaint    unknown   not-assigned  not-assigned  investigated  =             =             =             investigated  is-closed
ProposeRemedy           unknown   not-assigned  not-assigned  =             =             =             =             =             is-closed
CounterRemedy           unknown   not-assigned  not-assigned  =             =             =             =             =             is-closed
AcceptRemedy            unknown   not-assigned  not-assigned  =             =             =             =             =             is-closed
RejectRemedy            unknown   not-assigned  not-assigned  =             =             =             =             =             is-closed
ApproveRemedy           unknown   not-assigned  not-assigned  =             =             =             =             =             is-closed
ImplementRemedy         unknown   not-assigned  not-assigned  =             =             =             =             =             is-closed
CommunicateDecision     unknown   not-assigned  not-assigned  =             =             is-resolved   is-resolved   =             is-closed
RequestReview           unknown   not-assigned  not-assigned  =             =             =             =             =             =
DecideReview            unknown   not-assigned  not-assigned  =             =             =             =             =             =
ReferExternally         unknown   =             =             =             =             =             =             =             =
RecordExternalDecision  unknown   =             =             =             =             =             =             =             =
ResolveComplaint        unknown   not-assigned  not-assigned  resolved      resolved      is-resolved   is-resolved   resolved      is-closed
FollowUpComplaint       unknown   not-resolved  not-resolved  not-resolved  not-resolved  followed-up   =             not-resolved  =
RecordSatisfaction      unknown   not-resolved  not-resolved  not-resolved  not-resolved  =             =             not-resolved  =
ReopenComplaint         unknown   not-resolved  not-resolved  not-resolved  not-resolved  reopened      reopened      not-resolved  reopened
ApproveClosing          unknown   =             =             =             =             =             =             =             is-closed
CloseComplaint          unknown   closed        closed        closed        closed        closed        closed        closed        is-closed
CorrectComplaint        unknown   =             =             =             =             =             =             =             =
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
    expect(outcome(type, status)).toBe(leads ? expected : `complaint.${cell.replace('is-', '')}`);
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
