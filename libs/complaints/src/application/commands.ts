/**
 * Every command on a complaint: its body, its message, its handler; one file each. A door of its own, `@redress/complaints/commands`: whoever
 * gives none of them loads neither the framework nor the rules of bodies, which take longer to load than most verbs to run.
 */
import { AcceptRemedyHandler } from './accept-remedy';
import { AcknowledgeComplaintHandler } from './acknowledge-complaint';
import { AddEvidenceHandler } from './add-evidence';
import { AddNoteHandler } from './add-note';
import { ApproveClosingHandler } from './approve-closing';
import { ApproveRemedyHandler } from './approve-remedy';
import { AssessComplaintHandler } from './assess-complaint';
import { AssignComplaintHandler } from './assign-complaint';
import { CloseComplaintHandler } from './close-complaint';
import { CommunicateDecisionHandler } from './communicate-decision';
import { CorrectComplaintHandler } from './correct-complaint';
import { DeliverApologyHandler } from './deliver-apology';
import { EscalateComplaintHandler } from './escalate-complaint';
import { FollowUpComplaintHandler } from './follow-up-complaint';
import { ImplementRemedyHandler } from './implement-remedy';
import { InvestigateComplaintHandler } from './investigate-complaint';
import { ProposeRemedyHandler } from './propose-remedy';
import { ReceiveComplaintHandler } from './receive-complaint';
import { ReopenComplaintHandler } from './reopen-complaint';
import { ResolveComplaintHandler } from './resolve-complaint';
import { SendProgressUpdateHandler } from './send-progress-update';

export { isMoment, Moment, StaffIdField, Text } from './fields';
export { AcceptRemedy, AcceptRemedyBody } from './accept-remedy';
export { AcknowledgeComplaint, AcknowledgeComplaintBody } from './acknowledge-complaint';
export { AddEvidence, AddEvidenceBody } from './add-evidence';
export { AddNote, AddNoteBody } from './add-note';
export { ApproveClosing, ApproveClosingBody } from './approve-closing';
export { ApproveRemedy, ApproveRemedyBody } from './approve-remedy';
export { AssessComplaint, AssessComplaintBody } from './assess-complaint';
export { AssignComplaint, AssignComplaintBody } from './assign-complaint';
export { CloseComplaint, CloseComplaintBody } from './close-complaint';
export { CommunicateDecision, CommunicateDecisionBody } from './communicate-decision';
export { CorrectComplaint, CorrectComplaintBody } from './correct-complaint';
export { DeliverApology, DeliverApologyBody } from './deliver-apology';
export { EscalateComplaint, EscalateComplaintBody } from './escalate-complaint';
export { FollowUpComplaint, FollowUpComplaintBody } from './follow-up-complaint';
export { ImplementRemedy, ImplementRemedyBody } from './implement-remedy';
export { InvestigateComplaint, InvestigateComplaintBody } from './investigate-complaint';
export { ProposeRemedy, ProposeRemedyBody } from './propose-remedy';
export { ReceiveComplaint, ReceiveComplaintBody } from './receive-complaint';
export { ReopenComplaint, ReopenComplaintBody } from './reopen-complaint';
export { ResolveComplaint, ResolveComplaintBody } from './resolve-complaint';
export { SendProgressUpdate, SendProgressUpdateBody } from './send-progress-update';

export const complaintCommandHandlers = [
  AcceptRemedyHandler,
  AcknowledgeComplaintHandler,
  AddEvidenceHandler,
  AddNoteHandler,
  ApproveClosingHandler,
  ApproveRemedyHandler,
  AssessComplaintHandler,
  AssignComplaintHandler,
  CloseComplaintHandler,
  CommunicateDecisionHandler,
  CorrectComplaintHandler,
  DeliverApologyHandler,
  EscalateComplaintHandler,
  FollowUpComplaintHandler,
  ImplementRemedyHandler,
  InvestigateComplaintHandler,
  ProposeRemedyHandler,
  ReceiveComplaintHandler,
  ReopenComplaintHandler,
  ResolveComplaintHandler,
  SendProgressUpdateHandler,
];

/** For whoever gives commands without Nest. */
export {
  AcceptRemedyHandler,
  AcknowledgeComplaintHandler,
  AddEvidenceHandler,
  ApproveClosingHandler,
  ApproveRemedyHandler,
  AssessComplaintHandler,
  AssignComplaintHandler,
  CloseComplaintHandler,
  CommunicateDecisionHandler,
  FollowUpComplaintHandler,
  ImplementRemedyHandler,
  InvestigateComplaintHandler,
  ProposeRemedyHandler,
  ReceiveComplaintHandler,
  ReopenComplaintHandler,
  ResolveComplaintHandler,
  SendProgressUpdateHandler,
};
