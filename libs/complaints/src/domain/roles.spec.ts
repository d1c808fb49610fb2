import { type Actor, type Role, roles, RuleViolation } from '@redress/kernel';
import type { ComplaintCommandType } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import { commandGrants } from './complaint.roles';
import { ask, found, knowing, omid, person, usually } from './examples.spec-support';
import { stateFor } from './ready.spec-support';

/** Written out by hand from the table of who may do what; a role that is not named may not. */
const may = `
                        agent       investigator  supervisor  quality-manager  system
ReceiveComplaint        yes         yes           yes         no               no
AcknowledgeComplaint    yes         yes           yes         no               no
AddNote                 yes         yes           yes         no               no
SendProgressUpdate      yes         yes           yes         no               no
SendHoldingLetter       yes         yes           yes         no               no
WarnOfClosing           yes         yes           yes         no               no
ActOnTime               no          no            no          no               yes
DeliverApology          yes         yes           yes         no               no
FollowUpComplaint       yes         yes           yes         no               no
RecordSatisfaction      yes         yes           yes         no               no
AssessComplaint         yes         yes           yes         no               no
ClassifyComplaint       yes         yes           yes         no               no
EscalateComplaint       yes         yes           yes         no               no
AnswerFeedback          yes         yes           yes         no               no
ConvertToComplaint      handler     handler       yes         no               no
AssignComplaint         to-oneself  to-oneself    yes         no               no
InvestigateComplaint    handler     handler       yes         no               no
AddEvidence             handler     handler       yes         no               no
RecordInterview         handler     handler       yes         no               no
RequestClarification    handler     handler       yes         no               no
ReceiveClarification    handler     handler       yes         no               no
LinkDuplicate           handler     handler       yes         no               no
LinkCause               handler     handler       yes         no               no
PauseClock              handler     handler       yes         no               no
ResumeClock             handler     handler       yes         no               no
ExtendDeadline          handler     handler       yes         no               no
ProposeRemedy           handler     handler       yes         no               no
CounterRemedy           handler     handler       yes         no               no
AcceptRemedy            handler     handler       yes         no               no
RejectRemedy            handler     handler       yes         no               no
ImplementRemedy         handler     handler       yes         no               no
CommunicateDecision     handler     handler       yes         no               no
SeparatePart            handler     handler       yes         no               no
AnswerPart              handler     handler       yes         no               no
RequestReview           handler     handler       yes         no               no
DecideReview            no          no            yes         yes              no
ReferExternally         handler     handler       yes         no               no
RecordExternalDecision  handler     handler       yes         no               no
ResolveComplaint        handler     handler       yes         no               no
ApproveRemedy           no          no            yes         yes              no
ApproveClosing          no          no            yes         yes              no
CloseComplaint          handler     handler       yes         no               no
ReopenComplaint         handler     handler       yes         yes              no
CorrectComplaint        own         own           yes         yes              no
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
