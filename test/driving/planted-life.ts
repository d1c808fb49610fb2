import { numberOf } from '@redress/complaints';
import { type Canaries, type Schemas, withCanaries } from './canaries';
import type { Order } from './orders';
import type { People, Person } from './people';

const sha256 = 'a'.repeat(64);
const document = { sha256, mediaType: 'image/jpeg', bytes: 1 };
const euros = (minor: number) => ({ minor, currency: 'EUR' });

/** One complaint through all 21 commands, with a canary in every personal field of every one. */
export const plantedLife = (
  people: People,
  schemas: Schemas,
  canaries: Canaries,
): { readonly number: string; readonly orders: readonly Order[] } => {
  const { agent, supervisor } = people;
  const number = numberOf('redress-number-1', agent.id, 'planted-0', '0');
  const orders: Order[] = [];
  const order = <Body extends object>(who: Person, path: string, schema: string, body: Body): Record<string, never> => {
    const filled = withCanaries(schemas, schema, body, canaries);
    const to = schema === 'ReceiveComplaintBody' ? '/complaints' : `/complaints/${number}/${path}`;
    orders.push({ who, path: to, body: filled, key: `planted-${orders.length}`, isRefused: false });
    return filled as Record<string, never>;
  };
  const receivedAt = new Date(Date.now() - 3_600_000).toISOString();
  const [email, phone] = [canaries.email('e-mail'), canaries.phone('phone')];
  const receiving = { channel: 'email', receivedAt, complainant: { email, phone }, documents: [document], product: 'Kettle' };
  const { summary, complainant } = order(agent, 'receive', 'ReceiveComplaintBody', receiving) as unknown as {
    summary: string;
    complainant: { name: string };
  };
  const receipt = `${canaries.at('receipt')}: ${complainant.name}, ${email}, ${receivedAt.slice(0, 10)}, ${number}, ${summary}.`;
  order(agent, 'acknowledge', 'AcknowledgeComplaintBody', { channel: 'email', receipt });
  order(agent, 'assess', 'AssessComplaintBody', { severity: 4, safety: false });
  order(supervisor, 'assign', 'AssignComplaintBody', { handler: agent.id });
  order(agent, 'escalate', 'EscalateComplaintBody', { level: 'supervisor', reason: 'request' });
  order(agent, 'add-evidence', 'AddEvidenceBody', { document });
  order(agent, 'add-note', 'AddNoteBody', {});
  order(agent, 'send-progress-update', 'SendProgressUpdateBody', { channel: 'email' });
  const found = { cause: 'damage', causeDomain: 'process', validity: 'confirmed', evidence: [1] };
  order(agent, 'investigate', 'InvestigateComplaintBody', found);
  order(agent, 'propose-remedy', 'ProposeRemedyBody', { kind: 'refund', amount: euros(4_990) });
  order(agent, 'accept-remedy', 'AcceptRemedyBody', { remedy: 1 });
  order(supervisor, 'approve-remedy', 'ApproveRemedyBody', { remedy: 1 });
  order(agent, 'communicate-decision', 'CommunicateDecisionBody', { channel: 'email' });
  const resolving = { finding: 'upheld', outcome: 'monetary-relief' };
  order(agent, 'resolve', 'ResolveComplaintBody', resolving);
  order(agent, 'deliver-apology', 'DeliverApologyBody', { channel: 'phone', remedy: 1 });
  order(agent, 'reopen', 'ReopenComplaintBody', {});
  order(agent, 'communicate-decision', 'CommunicateDecisionBody', { channel: 'email' });
  order(agent, 'propose-remedy', 'ProposeRemedyBody', { kind: 'refund', amount: euros(4_990) });
  order(agent, 'accept-remedy', 'AcceptRemedyBody', { remedy: 2 });
  order(supervisor, 'approve-remedy', 'ApproveRemedyBody', { remedy: 2 });
  const { remedy } = order(agent, 'resolve', 'ResolveComplaintBody', resolving) as unknown as { remedy: string };
  order(agent, 'implement-remedy', 'ImplementRemedyBody', { remedy: 2, paid: euros(4_990), proof: sha256 });
  const text = `${canaries.at('follow-up letter')}: ${number}, ${summary}, ${remedy}?`;
  order(agent, 'follow-up', 'FollowUpComplaintBody', { outcome: 'satisfied', channel: 'phone', score: 5, text });
  const value = canaries.email('corrected e-mail');
  order(agent, 'correct', 'CorrectComplaintBody', { revision: 0, path: 'personal.complainant.email', value });
  order(supervisor, 'approve-closing', 'ApproveClosingBody', {});
  order(agent, 'close', 'CloseComplaintBody', { reason: 'settled', told: { channel: 'phone' } });
  return { number, orders };
};
