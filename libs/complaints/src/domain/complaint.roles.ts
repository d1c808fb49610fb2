import type { Grants } from '@redress/kernel';
import type { ComplaintCommandType } from './complaint.commands';

const everyHandler: Grants = { agent: 'yes', investigator: 'yes', supervisor: 'yes' };
const itsHandler: Grants = { agent: 'handler', investigator: 'handler', supervisor: 'yes' };
const anotherPerson: Grants = { supervisor: 'yes', 'quality-manager': 'yes' };

/** Who may ask what of a complaint; a part of the one role table. `handler`, `own` and `to-oneself` are rules of the decision. */
export const commandGrants: Readonly<Record<ComplaintCommandType, Grants>> = {
  ReceiveComplaint: everyHandler,
  AcknowledgeComplaint: everyHandler,
  AddNote: everyHandler,
  SendProgressUpdate: everyHandler,
  SendHoldingLetter: everyHandler,
  DeliverApology: everyHandler,
  FollowUpComplaint: everyHandler,
  RecordSatisfaction: everyHandler,
  AssessComplaint: everyHandler,
  ClassifyComplaint: everyHandler,
  EscalateComplaint: everyHandler,
  AnswerFeedback: everyHandler,
  ConvertToComplaint: itsHandler,
  AssignComplaint: { agent: 'to-oneself', investigator: 'to-oneself', supervisor: 'yes' },
  InvestigateComplaint: itsHandler,
  AddEvidence: itsHandler,
  RecordInterview: itsHandler,
  RequestClarification: itsHandler,
  ReceiveClarification: itsHandler,
  LinkDuplicate: itsHandler,
  LinkCause: itsHandler,
  PauseClock: itsHandler,
  ResumeClock: itsHandler,
  ExtendDeadline: itsHandler,
  ProposeRemedy: itsHandler,
  CounterRemedy: itsHandler,
  AcceptRemedy: itsHandler,
  RejectRemedy: itsHandler,
  ImplementRemedy: itsHandler,
  CommunicateDecision: itsHandler,
  SeparatePart: itsHandler,
  AnswerPart: itsHandler,
  RequestReview: itsHandler,
  DecideReview: anotherPerson,
  ReferExternally: itsHandler,
  RecordExternalDecision: itsHandler,
  WarnOfClosing: everyHandler,
  ActOnTime: { system: 'yes' },
  ResolveComplaint: itsHandler,
  ApproveRemedy: anotherPerson,
  ApproveClosing: anotherPerson,
  CloseComplaint: itsHandler,
  ReopenComplaint: { ...itsHandler, 'quality-manager': 'yes' },
  CorrectComplaint: { agent: 'own', investigator: 'own', supervisor: 'yes', 'quality-manager': 'yes' },
};
