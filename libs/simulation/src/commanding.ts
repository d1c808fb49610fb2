import type { Complaints, HandledComplaint } from '@redress/complaints';
import {
  AcceptRemedy,
  AcceptRemedyHandler,
  AcknowledgeComplaint,
  AcknowledgeComplaintHandler,
  AddEvidence,
  AddEvidenceHandler,
  ApproveClosing,
  ApproveClosingHandler,
  ApproveRemedy,
  ApproveRemedyHandler,
  AssessComplaint,
  AssessComplaintHandler,
  AssignComplaint,
  AssignComplaintHandler,
  CloseComplaint,
  CloseComplaintHandler,
  CommunicateDecision,
  CommunicateDecisionHandler,
  FollowUpComplaint,
  FollowUpComplaintHandler,
  ImplementRemedy,
  ImplementRemedyHandler,
  InvestigateComplaint,
  InvestigateComplaintHandler,
  ProposeRemedy,
  ProposeRemedyHandler,
  ReceiveComplaint,
  ReceiveComplaintHandler,
  ReopenComplaint,
  ReopenComplaintHandler,
  ResolveComplaint,
  ResolveComplaintHandler,
  SendProgressUpdate,
  SendProgressUpdateHandler,
  type ReceiveComplaintBody,
} from '@redress/complaints/commands';
import type { Asking } from '@redress/event-store';
import type { Path, Step } from './life-line';

type Later = Exclude<Path, 'receive'>;
type Give = (complaints: Complaints, number: string, body: object, asking: Asking) => Promise<HandledComplaint>;

const by =
  <Body, Command>(
    command: new (number: string, body: Body, asking: Asking) => Command,
    handler: new (complaints: Complaints) => { execute(command: Command): Promise<HandledComplaint> },
  ): Give =>
  (complaints, number, body, asking) =>
    new handler(complaints).execute(new command(number, body as Body, asking));

const gives: Readonly<Record<Later, Give>> = {
  acknowledge: by(AcknowledgeComplaint, AcknowledgeComplaintHandler),
  assess: by(AssessComplaint, AssessComplaintHandler),
  assign: by(AssignComplaint, AssignComplaintHandler),
  'send-progress-update': by(SendProgressUpdate, SendProgressUpdateHandler),
  'add-evidence': by(AddEvidence, AddEvidenceHandler),
  investigate: by(InvestigateComplaint, InvestigateComplaintHandler),
  'propose-remedy': by(ProposeRemedy, ProposeRemedyHandler),
  'accept-remedy': by(AcceptRemedy, AcceptRemedyHandler),
  'approve-remedy': by(ApproveRemedy, ApproveRemedyHandler),
  'communicate-decision': by(CommunicateDecision, CommunicateDecisionHandler),
  resolve: by(ResolveComplaint, ResolveComplaintHandler),
  'implement-remedy': by(ImplementRemedy, ImplementRemedyHandler),
  'follow-up': by(FollowUpComplaint, FollowUpComplaintHandler),
  reopen: by(ReopenComplaint, ReopenComplaintHandler),
  'approve-closing': by(ApproveClosing, ApproveClosingHandler),
  close: by(CloseComplaint, CloseComplaintHandler),
};

export const receive = (complaints: Complaints, { body }: Step, asking: Asking): Promise<HandledComplaint> =>
  new ReceiveComplaintHandler(complaints).execute(new ReceiveComplaint(body as ReceiveComplaintBody, asking));

/** As the API gives it, by the same handlers and through the same rules. */
export const give = (complaints: Complaints, number: string, { path, body }: Step, asking: Asking): Promise<HandledComplaint> =>
  gives[path as Later](complaints, number, body, asking);
