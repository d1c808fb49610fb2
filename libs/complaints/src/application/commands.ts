/**
 * Every command on a complaint: its body, its message, its handler; one file each. A door of its own, `@redress/complaints/commands`: whoever
 * gives none of them loads neither the framework nor the rules of bodies, which take longer to load than most verbs to run.
 */
import { AcceptRemedyHandler } from './accept-remedy';
import { AcknowledgeComplaintHandler } from './acknowledge-complaint';
import { AddEvidenceHandler } from './add-evidence';
import { AddNoteHandler } from './add-note';
import { AnswerFeedbackHandler } from './answer-feedback';
import { AnswerPartHandler } from './answer-part';
import { ApproveClosingHandler } from './approve-closing';
import { ApproveRemedyHandler } from './approve-remedy';
import { AssessComplaintHandler } from './assess-complaint';
import { AssignComplaintHandler } from './assign-complaint';
import { ClassifyComplaintHandler } from './classify-complaint';
import { CloseComplaintHandler } from './close-complaint';
import { CommunicateDecisionHandler } from './communicate-decision';
import { ConvertToComplaintHandler } from './convert-to-complaint';
import { CorrectComplaintHandler } from './correct-complaint';
import { CounterRemedyHandler } from './counter-remedy';
import { DecideReviewHandler } from './decide-review';
import { DeliverApologyHandler } from './deliver-apology';
import { EscalateComplaintHandler } from './escalate-complaint';
import { ExtendDeadlineHandler } from './extend-deadline';
import { FollowUpComplaintHandler } from './follow-up-complaint';
import { ImplementRemedyHandler } from './implement-remedy';
import { InvestigateComplaintHandler } from './investigate-complaint';
import { LinkCauseHandler } from './link-cause';
import { LinkDuplicateHandler } from './link-duplicate';
import { PauseClockHandler } from './pause-clock';
import { ProposeRemedyHandler } from './propose-remedy';
import { ReceiveClarificationHandler } from './receive-clarification';
import { ReceiveComplaintHandler } from './receive-complaint';
import { RecordExternalDecisionHandler } from './record-external-decision';
import { RecordInterviewHandler } from './record-interview';
import { RecordSatisfactionHandler } from './record-satisfaction';
import { ReferExternallyHandler } from './refer-externally';
import { RejectRemedyHandler } from './reject-remedy';
import { ReopenComplaintHandler } from './reopen-complaint';
import { RequestClarificationHandler } from './request-clarification';
import { RequestReviewHandler } from './request-review';
import { ResolveComplaintHandler } from './resolve-complaint';
import { ResumeClockHandler } from './resume-clock';
import { SendHoldingLetterHandler } from './send-holding-letter';
import { SendProgressUpdateHandler } from './send-progress-update';
import { SeparatePartHandler } from './separate-part';
import { WarnOfClosingHandler } from './warn-of-closing';

export { CodeField, DayField, isDay, isMoment, Moment, Nested, StaffIdField, Text, Whole } from './fields';
export { MoneyBody } from './nested-bodies';
export { AcceptRemedy, AcceptRemedyBody } from './accept-remedy';
export { AcknowledgeComplaint, AcknowledgeComplaintBody } from './acknowledge-complaint';
export { AddEvidence, AddEvidenceBody } from './add-evidence';
export { AddNote, AddNoteBody } from './add-note';
export { AnswerFeedback, AnswerFeedbackBody } from './answer-feedback';
export { AnswerPart, AnswerPartBody } from './answer-part';
export { ApproveClosing, ApproveClosingBody } from './approve-closing';
export { ApproveRemedy, ApproveRemedyBody } from './approve-remedy';
export { AssessComplaint, AssessComplaintBody } from './assess-complaint';
export { AssignComplaint, AssignComplaintBody } from './assign-complaint';
export { ClassifyComplaint, ClassifyComplaintBody } from './classify-complaint';
export { CloseComplaint, CloseComplaintBody } from './close-complaint';
export { CommunicateDecision, CommunicateDecisionBody } from './communicate-decision';
export { ConvertToComplaint, ConvertToComplaintBody } from './convert-to-complaint';
export { CorrectComplaint, CorrectComplaintBody } from './correct-complaint';
export { CounterRemedy, CounterRemedyBody } from './counter-remedy';
export { DecideReview, DecideReviewBody } from './decide-review';
export { DeliverApology, DeliverApologyBody } from './deliver-apology';
export { EscalateComplaint, EscalateComplaintBody } from './escalate-complaint';
export { ExtendDeadline, ExtendDeadlineBody } from './extend-deadline';
export { FollowUpComplaint, FollowUpComplaintBody } from './follow-up-complaint';
export { ImplementRemedy, ImplementRemedyBody } from './implement-remedy';
export { InvestigateComplaint, InvestigateComplaintBody } from './investigate-complaint';
export { LinkCause, LinkCauseBody } from './link-cause';
export { LinkDuplicate, LinkDuplicateBody } from './link-duplicate';
export { PauseClock, PauseClockBody } from './pause-clock';
export { ProposeRemedy, ProposeRemedyBody } from './propose-remedy';
export { ReceiveClarification, ReceiveClarificationBody } from './receive-clarification';
export { ReceiveComplaint, ReceiveComplaintBody } from './receive-complaint';
export { RecordExternalDecision, RecordExternalDecisionBody } from './record-external-decision';
export { RecordInterview, RecordInterviewBody } from './record-interview';
export { RecordSatisfaction, RecordSatisfactionBody } from './record-satisfaction';
export { ReferExternally, ReferExternallyBody } from './refer-externally';
export { RejectRemedy, RejectRemedyBody } from './reject-remedy';
export { ReopenComplaint, ReopenComplaintBody } from './reopen-complaint';
export { RequestClarification, RequestClarificationBody } from './request-clarification';
export { RequestReview, RequestReviewBody } from './request-review';
export { ResolveComplaint, ResolveComplaintBody } from './resolve-complaint';
export { ResumeClock, ResumeClockBody } from './resume-clock';
export { SendHoldingLetter, SendHoldingLetterBody } from './send-holding-letter';
export { SendProgressUpdate, SendProgressUpdateBody } from './send-progress-update';
export { SeparatePart, SeparatePartBody } from './separate-part';
export { WarnOfClosing, WarnOfClosingBody } from './warn-of-closing';

export const complaintCommandHandlers = [
  AcceptRemedyHandler,
  AcknowledgeComplaintHandler,
  AddEvidenceHandler,
  AddNoteHandler,
  AnswerFeedbackHandler,
  AnswerPartHandler,
  ApproveClosingHandler,
  ApproveRemedyHandler,
  AssessComplaintHandler,
  AssignComplaintHandler,
  ClassifyComplaintHandler,
  CloseComplaintHandler,
  CommunicateDecisionHandler,
  ConvertToComplaintHandler,
  CorrectComplaintHandler,
  CounterRemedyHandler,
  DecideReviewHandler,
  DeliverApologyHandler,
  EscalateComplaintHandler,
  ExtendDeadlineHandler,
  FollowUpComplaintHandler,
  ImplementRemedyHandler,
  InvestigateComplaintHandler,
  LinkCauseHandler,
  LinkDuplicateHandler,
  PauseClockHandler,
  ProposeRemedyHandler,
  ReceiveClarificationHandler,
  ReceiveComplaintHandler,
  RecordExternalDecisionHandler,
  RecordInterviewHandler,
  RecordSatisfactionHandler,
  ReferExternallyHandler,
  RejectRemedyHandler,
  ReopenComplaintHandler,
  RequestClarificationHandler,
  RequestReviewHandler,
  ResolveComplaintHandler,
  ResumeClockHandler,
  SendHoldingLetterHandler,
  SendProgressUpdateHandler,
  SeparatePartHandler,
  WarnOfClosingHandler,
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
