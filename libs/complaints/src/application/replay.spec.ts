import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstPrev, link, metadataOf, SqliteEventStore } from '@redress/event-store';
import { type AsOf, complaintStream, replay, type ReplayStep } from '..';

const number = '370691682022';
const actor = { id: 'staff-sara', role: 'agent' } as const;
const source = { register: 'cfpb', file: 'boa.csv', row: 1, id: '1' };

/** Three facts of a register, recorded on three days: received on the 1st, resolved at a time nobody published, and reported late. */
const recorded: readonly (readonly [string, string, object])[] = [
  [
    'ComplaintReceived',
    '2026-05-03T08:00:00.000Z',
    {
      number,
      receivedAt: '2026-05-01T08:00:00.000Z',
      subjects: [],
      policy: null,
      source: { ...source, channel: null, same: null, columns: [] },
    },
  ],
  [
    'ComplaintAssigned',
    '2026-05-04T08:00:00.000Z',
    { at: '2026-05-01T09:00:00.000Z', handler: null, team: null, organisation: 'company', by: null, checked: [], source },
  ],
  [
    'ComplaintResolved',
    '2026-05-05T08:00:00.000Z',
    {
      at: null,
      bounds: { from: '2026-05-01T09:00:00.000Z', until: '2026-05-16T09:00:00.000Z' },
      finding: 'not-stated',
      outcome: 'closed',
      source,
    },
  ],
];

describe('a replay', () => {
  let folder: string, store: SqliteEventStore;
  const steps = async (asOf: AsOf = null, of = number): Promise<ReplayStep[]> => {
    const all: ReplayStep[] = [];
    for await (const step of replay(store, of, asOf)) all.push(step);
    return all;
  };
  const states = async (asOf: AsOf = null) => (await steps(asOf)).map(({ state }) => state.status);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-replay-'));
    store = new SqliteEventStore(join(folder, 'events.db'));
    let end = { revision: -1, hash: firstPrev };
    for (const [type, recordedAt, data] of recorded) {
      const { revision } = end;
      const linked = link(
        complaintStream(number),
        [{ type, schema: 1, data }],
        { commandId: recordedAt, request: null, actor, recordedAt },
        end,
      );
      await store.append(complaintStream(number), linked.events, revision < 0 ? 'no-stream' : revision);
      ({ end } = linked);
    }
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('shows every event with the state after it and that the chain holds', async () =>
    expect((await steps()).map(({ recorded: { revision }, state, chain }) => [revision, state.status, chain])).toEqual([
      [0, 'received', 'ok'],
      [1, 'assigned', 'ok'],
      [2, 'resolved', 'ok'],
    ]));
  it('as of a position is exactly what was stored up to there', async () =>
    expect(await states({ position: '2' })).toEqual(['received', 'assigned']));
  it('as of an instant is what was recorded by then', async () => {
    expect(await states({ instant: '2026-05-04T08:00:00.000Z', by: 'recorded' })).toEqual(['received', 'assigned']);
    expect(await states({ instant: '2026-05-02T00:00:00.000Z', by: 'recorded' })).toEqual([]);
  });
  it('by what had happened leaves out what had not, an unknown time counting as its upper bound', async () => {
    expect(await states({ instant: '2026-05-10T00:00:00.000Z', by: 'happened' })).toEqual(['received', 'assigned']);
    expect(await states({ instant: '2026-05-16T09:00:00.000Z', by: 'happened' })).toEqual(['received', 'assigned', 'resolved']);
  });
  it('of what a newer build wrote is an error, and never takes it for tampered with', async () => {
    const last = (await store.last(complaintStream(number)))!;
    const { hash } = metadataOf(last);
    const cause = { commandId: 'newer', request: null, actor, recordedAt: '2026-05-06T08:00:00.000Z' };
    const newer = link(complaintStream(number), [{ type: 'ComplaintTranslated', schema: 1, data: {} }], cause, { revision: 2, hash });
    await store.append(complaintStream(number), newer.events, 2);
    await expect(steps()).rejects.toThrow('This build does not know ComplaintTranslated in schema 1; install the newer one.');
  });
  it('of a complaint that does not exist is empty', async () => expect(await steps(null, '264819037722')).toEqual([]));
});
