import { complaintCodec, complaintDecider } from '@redress/complaints';
import { beginFirstDay, type Versions } from '@redress/deadlines';
import { type RecordedEvent, verifyLog } from '@redress/event-store';
import type { Instant, StaffId } from '@redress/kernel';
import { InMemoryKeyStore, type LookupRow, Sealer } from '@redress/sealing';
import { InMemoryEventStore } from '@redress/testing';
import { loadStores } from './into-stores';
import type { LoadReport } from './load-report';

const now = '2026-05-03T08:00:00.000Z' as Instant;
const actor = { id: 'local' as StaffId, role: 'system' as const };

class Register {
  readonly events = new InMemoryEventStore();
  readonly keys = new InMemoryKeyStore();
  private versions: Versions | null = null;

  async load(complaints: number, seed = 'a'): Promise<LoadReport> {
    this.versions ??= await beginFirstDay(this.events, 'UTC', actor, now);
    return loadStores({ seed, complaints, events: this.events, keys: this.keys, versions: this.versions, actor, now: () => now });
  }
  async log(): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const batch of this.events.all(null)) events.push(...batch);
    return events;
  }
  /** What is said in each complaint, opened, without what is random on purpose. */
  async told(): Promise<readonly string[]> {
    const sealer = new Sealer(this.keys);
    const told: string[] = [];
    for (const event of await this.log()) {
      if (!event.stream.startsWith('complaint-')) continue;
      const { data } = JSON.parse(`{"data":${event.data}}`) as { data: Record<string, unknown> };
      for (const part of ['brief', 'personal'])
        if (typeof data[part] === 'string') data[part] = await sealer.open(event.stream, data[part]);
      told.push(
        `${event.stream} ${event.revision} ${event.type} ${JSON.stringify(data).replace(/"(salt|contentHash|\w*[hH]ash)":"[0-9a-f]+"/g, '')}`,
      );
    }
    return told.sort();
  }
}
const nothingNew = { alreadyThere: 200, complaints: 200, events: 0, commands: 0, acknowledged: 0, refused: 0 };
const counted = ({ complaints, alreadyThere, events, commands, acknowledged, refused }: LoadReport) => ({
  alreadyThere,
  complaints,
  events,
  commands,
  acknowledged,
  refused,
});

describe('a register made by a seed', () => {
  const register = new Register();
  let first: LoadReport;
  beforeAll(async () => {
    first = await register.load(200);
  });

  it('is one that the rules allow: no command is refused, and every chain holds', async () => {
    const { problems } = await verifyLog(register.events);
    expect([first.refused, problems, first.events === first.acknowledged, first.complaints]).toEqual([0, [], true, 200]);
  });
  it('holds open, closed and reopened complaints', async () => {
    const states = new Map<string, typeof complaintDecider.initial>();
    const types = new Set<string>();
    for (const event of await register.log()) {
      if (!event.stream.startsWith('complaint-')) continue;
      types.add(event.type);
      states.set(event.stream, complaintDecider.evolve(states.get(event.stream) ?? complaintDecider.initial, complaintCodec.decode(event)));
    }
    const statuses = [...states.values()].map(({ status }) => status);
    expect([
      states.size,
      statuses.includes('closed'),
      statuses.some((status) => status !== 'closed'),
      types.has('ComplaintReopened'),
    ]).toEqual([200, true, true, true]);
  });
  it('is there already when it is made again', async () => {
    const before = (await register.log()).length;
    expect([counted(await register.load(200)), (await register.log()).length]).toEqual([nothingNew, before]);
  });
  it('grows by what is missing when more is asked for', async () => {
    const smaller = new Register();
    await smaller.load(50);
    const grown = await smaller.load(200);
    expect([grown.alreadyThere, await smaller.told()]).toEqual([50, await register.told()]);
  });
  it('says the same in every register, and something else by another seed', async () => {
    const [same, other] = [new Register(), new Register()];
    await same.load(200);
    await other.load(200, 'b');
    expect([await same.told(), (await other.told())[0] === (await register.told())[0]]).toEqual([await register.told(), false]);
  });
  it('leaves a complaint alone whose number it would have taken, and takes the next', async () => {
    const [one, taken] = [new Register(), new Register()];
    await one.load(1);
    const [theirs] = (await one.log()).filter(({ stream }) => stream.startsWith('complaint-')) as [RecordedEvent];
    const { id, type, data } = theirs;
    const metadata = theirs.metadata.replace(/"commandId":"[^"]*"/, '"commandId":"of-somebody-else"');
    await taken.load(1, 'another-seed');
    await taken.events.append(theirs.stream, [{ id, type, data, metadata }], 'no-stream');
    const { alreadyThere, complaints, refused } = await taken.load(1);
    const ofTheirs = (await taken.log()).filter(({ stream }) => stream === theirs.stream);
    expect([alreadyThere, complaints, refused, ofTheirs.length]).toEqual([0, 1, 0, 1]);
  });
  it('finds its complaints by what the complainants gave', async () => {
    const rows: LookupRow[] = [];
    for await (const { lookups = [] } of register.keys.everything()) rows.push(...lookups);
    expect(new Set(rows.map(({ stream }) => stream)).size).toBe(200);
  });
});
