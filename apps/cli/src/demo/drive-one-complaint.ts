import { writtenNumber } from '@redress/complaints';

interface Person {
  readonly id: string;
  readonly key: string;
}
interface Driving {
  readonly url: string;
  readonly agent: Person;
  readonly supervisor: Person;
  readonly tell: (line: string) => void;
}
interface Written {
  readonly number: string;
  readonly revision: number;
  readonly state: string;
}

const receivedOn = '2026-11-02';
const summary = 'Kettle broken on arrival';

/** The complaint of the demonstration, in the order of its life. Each step has an Idempotency-Key: a second run repeats every answer and stores nothing. */
export const driveOneComplaint = async ({ url, agent, supervisor, tell }: Driving): Promise<string> => {
  const send = async (who: Person, path: string, body: object, key: string): Promise<Written> => {
    const headers = { authorization: `Bearer ${who.key}`, 'content-type': 'application/json', 'idempotency-key': `demo-${key}` };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = (await response.json()) as Written & { readonly detail?: string };
    if (!response.ok) throw new Error(`${path.split('/').at(-1)} was refused: ${answer.detail ?? response.status}`);
    return answer;
  };
  const { number } = await send(
    agent,
    '/complaints',
    {
      channel: 'letter',
      receivedAt: `${receivedOn}T09:30:00Z`,
      backdating: 'The demonstration tells a story that began on that day.',
      product: 'Kettle',
      category: 'damage',
      region: 'Baku',
      complainant: { name: 'Leyla Aliyeva', email: 'leyla@example.org', phone: '+994 50 123 45 67' },
      summary,
      description: 'The kettle arrived with a broken lid. I should like a new one.',
      remedySought: 'A new kettle',
    },
    'receive',
  );
  const receipt = `Dear Leyla Aliyeva (leyla@example.org), we received your complaint ${writtenNumber(number)}, "${summary}", on ${receivedOn}. You will hear from us within 30 days. This is free of charge.`;
  const decision =
    'You are right: the parcel was packed badly. You get a new kettle. If this does not help you, you can turn to the consumer ombudsman.';
  const followUp = `Dear Leyla Aliyeva, about ${writtenNumber(number)}, "${summary}": you were sent a new kettle. Is everything well now?`;
  const resolve = {
    finding: 'upheld',
    outcome: 'non-monetary-relief',
    remedy: 'a new kettle',
    prevention: 'A stronger box since this week',
  };
  const tell_ = {
    channel: 'email',
    text: decision,
    reasons: 'The box was too thin.',
    recourse: 'Our ombudsman, then the consumer ombudsman.',
  };
  const investigate = {
    cause: 'damage',
    causeDomain: 'process',
    validity: 'confirmed',
    steps: ['plan', 'records-reviewed'],
    evidence: [1],
    report: 'Packed in a box without padding.',
  };

  const steps: readonly (readonly [who: Person, command: string, body: object])[] = [
    [agent, 'acknowledge', { channel: 'email', receipt, language: 'en' }],
    [agent, 'assess', { severity: 3, safety: false, complexity: 'low', impact: 'medium' }],
    [supervisor, 'assign', { handler: agent.id }],
    [
      agent,
      'add-evidence',
      { name: 'Photograph of the parcel', document: { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', bytes: 183_204 } },
    ],
    [agent, 'investigate', investigate],
    [agent, 'propose-remedy', { kind: 'replacement', description: 'A new kettle in a stronger box' }],
    [agent, 'accept-remedy', { remedy: 1 }],
    [agent, 'communicate-decision', tell_],
    [agent, 'resolve', resolve],
    [agent, 'reopen', { reason: 'The new kettle has not arrived.' }],
    [agent, 'communicate-decision', { ...tell_, text: `${decision} It is sent again today.` }],
    [agent, 'propose-remedy', { kind: 'replacement', description: 'A new kettle by courier' }],
    [agent, 'accept-remedy', { remedy: 2 }],
    [agent, 'implement-remedy', { remedy: 2, proof: 'b'.repeat(64) }],
    [agent, 'deliver-apology', { channel: 'phone', person: 'The handler, to Leyla Aliyeva', remedy: 2 }],
    [agent, 'resolve', resolve],
    [agent, 'follow-up', { outcome: 'satisfied', channel: 'phone', score: 5, text: followUp }],
    [agent, 'close', { reason: 'settled', told: { channel: 'phone' } }],
  ];
  tell(`receive → ${writtenNumber(number)}`);
  for (const [step, [who, command, body]] of steps.entries()) {
    const { revision, state } = await send(who, `/complaints/${number}/${command}`, body, `${step}-${command}`);
    tell(`${command} → ${state} (revision ${revision})`);
  }
  return number;
};
