import type { Command } from '@nestjs/cqrs';
import type { ComplaintCommandType, HandledComplaint } from '@redress/complaints';
import {
  AcceptRemedy,
  AcceptRemedyBody,
  AcknowledgeComplaint,
  AcknowledgeComplaintBody,
  AddEvidence,
  AddEvidenceBody,
  AddNote,
  AddNoteBody,
  ApproveClosing,
  ApproveClosingBody,
  ApproveRemedy,
  ApproveRemedyBody,
  AssessComplaint,
  AssessComplaintBody,
  AssignComplaint,
  AssignComplaintBody,
  CloseComplaint,
  CloseComplaintBody,
  CommunicateDecision,
  CommunicateDecisionBody,
  CorrectComplaint,
  CorrectComplaintBody,
  DeliverApology,
  DeliverApologyBody,
  EscalateComplaint,
  EscalateComplaintBody,
  FollowUpComplaint,
  FollowUpComplaintBody,
  ImplementRemedy,
  ImplementRemedyBody,
  InvestigateComplaint,
  InvestigateComplaintBody,
  ProposeRemedy,
  ProposeRemedyBody,
  ReopenComplaint,
  ReopenComplaintBody,
  ResolveComplaint,
  ResolveComplaintBody,
  SendProgressUpdate,
  SendProgressUpdateBody,
} from '@redress/complaints/commands';
import type { Asking } from '@redress/event-store';
import type { BodyClass } from '../body/body-schemas';

/** A command as a route: `POST /complaints/{number}/<path>`. */
export interface CommandRoute {
  readonly path: string;
  readonly command: new (number: string, body: never, asking: Asking) => Command<HandledComplaint>;
  readonly body: BodyClass;
  readonly summary: string;
}

const route = <B extends object>(
  path: string,
  command: new (number: string, body: B, asking: Asking) => Command<HandledComplaint>,
  body: BodyClass<B>,
  summary: string,
): CommandRoute => ({ path, command, body, summary });

/** Every command on a complaint that exists; one without a route does not compile. */
export const commandRoutes: Readonly<Record<Exclude<ComplaintCommandType, 'ReceiveComplaint'>, CommandRoute>> = {
  AcknowledgeComplaint: route('acknowledge', AcknowledgeComplaint, AcknowledgeComplaintBody, 'Tell the complainant that it has arrived'),
  AssessComplaint: route('assess', AssessComplaint, AssessComplaintBody, 'Judge severity, complexity and impact'),
  AssignComplaint: route('assign', AssignComplaint, AssignComplaintBody, 'Give it to a handler'),
  EscalateComplaint: route('escalate', EscalateComplaint, EscalateComplaintBody, 'Take it up to those who may decide more'),
  AddEvidence: route('add-evidence', AddEvidence, AddEvidenceBody, 'Add a piece of evidence'),
  AddNote: route('add-note', AddNote, AddNoteBody, 'Write a note for those who handle it'),
  SendProgressUpdate: route('send-progress-update', SendProgressUpdate, SendProgressUpdateBody, 'Tell the complainant how far things are'),
  DeliverApology: route('deliver-apology', DeliverApology, DeliverApologyBody, 'Say sorry'),
  InvestigateComplaint: route('investigate', InvestigateComplaint, InvestigateComplaintBody, 'Report what was found, and the cause'),
  ProposeRemedy: route('propose-remedy', ProposeRemedy, ProposeRemedyBody, 'Propose a remedy, from either side'),
  AcceptRemedy: route('accept-remedy', AcceptRemedy, AcceptRemedyBody, 'Record that the other side accepts a remedy'),
  ApproveRemedy: route('approve-remedy', ApproveRemedy, ApproveRemedyBody, 'Allow a remedy that costs money'),
  ImplementRemedy: route('implement-remedy', ImplementRemedy, ImplementRemedyBody, 'Record that a remedy was given'),
  CommunicateDecision: route('communicate-decision', CommunicateDecision, CommunicateDecisionBody, 'Tell the complainant the decision'),
  ResolveComplaint: route('resolve', ResolveComplaint, ResolveComplaintBody, 'End the handling with a finding and an outcome'),
  FollowUpComplaint: route('follow-up', FollowUpComplaint, FollowUpComplaintBody, 'Ask whether the resolution worked'),
  ReopenComplaint: route('reopen', ReopenComplaint, ReopenComplaintBody, 'Open it again'),
  ApproveClosing: route(
    'approve-closing',
    ApproveClosing,
    ApproveClosingBody,
    'Allow the closing, as another person than the one who closes',
  ),
  CloseComplaint: route('close', CloseComplaint, CloseComplaintBody, 'Close it'),
  CorrectComplaint: route('correct', CorrectComplaint, CorrectComplaintBody, 'Correct what was recorded wrongly'),
};
