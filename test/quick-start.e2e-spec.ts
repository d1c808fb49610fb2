import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Started } from '../apps/api/src/main';

/** The examples of the README, as they stand there: `npm run generate` takes them from here. */
describe('the quick start', () => {
  let folder: string, redress: Started, agentKey: string, supervisorKey: string, auditorKey: string, analystKey: string, url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-quick-start-'));
    redress = await start({ REDRESS_DATA: folder, REDRESS_PORT: '0', REDRESS_LOG_LEVEL: 'silent' });
    ({ url } = redress);
    const keyOf = (role: string): string => redress.keys.find((each) => each.role === role)!.key;
    [agentKey, supervisorKey, auditorKey, analystKey] = ['agent', 'supervisor', 'auditor', 'analyst'].map(keyOf) as [
      string,
      string,
      string,
      string,
    ];
    // The first start builds the read models; how long that takes is the machine's affair.
    const built = () => fetch(`${url}/queues/unassigned?wait=10s`, { headers: { authorization: `Bearer ${agentKey}` } });
    while (!(await built()).ok);
  });
  afterAll(async () => {
    await redress.stop();
    rmSync(folder, { recursive: true });
  });

  it('takes an agent from receipt to the queue, an auditor to the history and an analyst to the numbers', async () => {
    // #region agent
    const received = await fetch(`${url}/complaints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${agentKey}`, 'content-type': 'application/json', 'idempotency-key': 'letter 2026/17' },
      body: JSON.stringify({
        channel: 'letter',
        product: 'Kettle',
        complainant: { name: 'Leyla Aliyeva', email: 'leyla@example.org' },
        summary: 'Broken on arrival',
        description: 'The kettle arrived with a broken lid.',
      }),
    });
    const { number, position } = (await received.json()) as { number: string; position: string };

    const queue = await fetch(`${url}/queues/unassigned?atLeast=${position}`, { headers: { authorization: `Bearer ${agentKey}` } });
    // #endregion
    expect([received.status, queue.status]).toEqual([201, 200]);
    const { items } = (await queue.json()) as { items: { number: string; summary: string }[] };
    expect(items.map((line) => [line.number, line.summary])).toEqual([[number, 'Broken on arrival']]);

    // #region auditor
    const history = await fetch(`${url}/complaints/${number}/history`, { headers: { authorization: `Bearer ${auditorKey}` } });
    const { items: events } = (await history.json()) as { items: { type: string; sentence: string; clause: string }[] };
    // #endregion
    expect(events.map(({ type, sentence, clause }) => [type, sentence, clause])).toEqual([
      ['ComplaintReceived', 'Complaint received by letter', 'Receipt of complaints'],
    ]);

    // #region analyst
    const statistics = await fetch(`${url}/statistics/received?by=product&atLeast=${position}`, {
      headers: { authorization: `Bearer ${analystKey}` },
    });
    const { metrics } = (await statistics.json()) as {
      metrics: { value: number; groups: { key: string; value: number }[]; definition: string }[];
    };
    // #endregion
    expect(metrics.map(({ value, groups }) => [value, groups.map((group) => [group.key, group.value])])).toEqual([[1, [['Kettle', 1]]]]);
  });

  it('reads a case open to an agent and sealed to an analyst', async () => {
    const found = await fetch(`${url}/complaints/search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${supervisorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'LEYLA@example.org' }),
    });
    const { items } = (await found.json()) as { items: { number: string }[] };
    expect(items).toHaveLength(1);
    const read = async (key: string): Promise<{ receipt: { brief: unknown } }> =>
      (await (await fetch(`${url}/complaints/${items[0]!.number}`, { headers: { authorization: `Bearer ${key}` } })).json()) as {
        receipt: { brief: unknown };
      };
    expect((await read(agentKey)).receipt.brief).toEqual({ summary: 'Broken on arrival' });
    expect((await read(analystKey)).receipt.brief).toMatch(/^s1:ComplaintReceived:1:brief:/);
  });
});
