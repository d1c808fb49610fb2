import { type Actor, type Role, roles, RuleViolation } from '@redress/kernel';
import type { ComplaintCommandType } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import { commandGrants } from './complaint.roles';
import { ask, found, knowing, omid, person, usually } from './examples.spec-support';
import { stateFor } from './ready.spec-support';

/** Written out by hand from the table of who may do what; a role that is not named may not. */
const may = `
                        agent       investigator  supervisor  quality-manager
ReceiveComplaint        yes         yes           yes         no
AcknowledgeComplaint    yes         yes           yes         no
AddNote                 yes         yes           yes         no
SendProgressUpdate      yes         yes           yes         no
SendHoldingLetter       yes         yes           yes         no
DeliverApology          yes         yes           yes         no
FollowUpComplaint       yes         yes           yes         no
RecordSatisfaction      yes         yes           yes         no
AssessComplaint         yes         yes           yes         no
ClassifyComplaint       yes         yes           yes         no
EscalateComplaint       yes         yes           yes         no
AnswerFeedback        yes         yes           yes         no
ConvertToComplaint    handler     handler       yes         no
AssignComplaint         to-oneself  to-oneself    yes         no
InvestigateComplaint    handler     handler       yes         no
AddEvidence             handler     handler       yes         no
RecordInterview         handler     handler       yes         no
RequestClarification    handler     handler       yes         no
ReceiveClarification    handler     handler       yes         no
LinkDuplicate           handler     handler       yes         no
LinkCause               handler     handler       yes         no
PauseClock              handler     handler       yes         no
ResumeClock             handler     handler       yes         no
ExtendDeadline          handler     handler       yes         no
ProposeRemedy           handler     handler       yes         no
CounterRemedy           handler     handler       yes         no
AcceptRemedy            handler     handler       yes         no
RejectRemedy            handler     handler       yes         no
ImplementRemedy         handler     handler       yes         no
CommunicateDecision     handler     handler       yes         no
RequestReview           handler     handler       yes         no
DecideReview            no          no            yes         yes
ReferExternally         handler     handler       yes         no
RecordExternalDecision  handler     handler       yes         no
ResolveComplaint        handler     handler       yes         no
ApproveRemedy           no          no            yes         yes
ApproveClosing          no          no            yes         yes
CloseComplaint          handler     handler       yes         no
ReopenComplaint         handler     handler       yes         yes
CorrectComplaint        own         own           yes         yes
`;
const [named, ...lines] = may
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/));
const cells = lines.flatMap(([type, ...grants]) =>
  roles.map((role) => {
    const column = named!.indexOf(role);
    return [role, type as ComplaintCommandType, column < 0 ? 'no' : grants[column]!] as const;
  }),
);

/** What the decision says about the role alone, asked on a state in which nothing else stands in the way. */
const refusal = (type: ComplaintCommandType, role: Role, mine: boolean): string | null => {
  const actor: Actor = { id: mine ? omid.id : 'staff-somebody', role };
  const known = knowing({ person: person(omid.id), correction: found() });
  const state = { ...stateFor(type), handler: type === 'AssignComplaint' ? null : omid.id };
  try {
    complaintDecider.decide(ask(type, { ...(type === 'AssignComplaint' && { handler: omid.id }) }), state, { ...usually, ...known, actor });
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    return error.broken.find(({ kind }) => kind === 'role')?.code ?? null;
  }
  return null;
};

describe('who may do what', () => {
  it('is written down for every command', () => expect(lines.map(([type]) => type).sort()).toEqual(Object.keys(commandGrants).sort()));
  it.each(cells)('%s %s: %s', (role, type, grant) => {
    const not = { 'to-oneself': 'handler.not-oneself', handler: 'complaint.not-yours', own: 'correction.not-yours' };
    const whenMine = grant === 'no' ? 'role.not-allowed' : null;
    const whenNot = grant === 'yes' ? null : grant === 'no' ? 'role.not-allowed' : not[grant as keyof typeof not];
    expect([refusal(type, role, true), refusal(type, role, false)]).toEqual([whenMine, whenNot]);
  });
});
