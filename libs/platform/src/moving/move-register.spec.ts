import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaffId } from '@redress/kernel';
import { type Engine, openEngine } from '../engine';
import { type Settings, settingsFrom } from '../settings';
import { moveRegister } from './move-register';

const folder = mkdtempSync(join(tmpdir(), 'redress-moving-'));
afterAll(() => rmSync(folder, { recursive: true }));
const settingsOf = (name: string): Settings => settingsFrom({ REDRESS_DATA: join(folder, name) });

const summary = 'The kettle leaks';
const inEngine = async <T>(settings: Settings, work: (engine: Engine) => Promise<T>): Promise<T> => {
  const engine = await openEngine(settings);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
};
/** Answers the number. */
const receive = async ({ complaints, clock }: Engine, nth: number): Promise<string> => {
  const actor = { id: 'agent' as StaffId, role: 'agent' as const };
  const now = clock.now();
  const asking = { actor, now, key: `one-${nth}` };
  const nothing = { occurredFrom: null, occurredTo: null, language: null, preferredChannel: null, product: null, category: null } as const;
  const more = { department: null, segment: null, region: null, batch: null, loss: null, repeat: null, privacyNotice: null } as const;
  const complainant = { name: 'Leyla', email: `${nth}@example.org` };
  const said = { channel: 'email', kind: 'complaint', at: now, summary, description: 'It leaks.', complainant } as const;
  const receiving = { ...nothing, ...more, ...said, subjects: [], documents: [] };
  return (await complaints.receive(receiving, {}, asking)).number;
};

describe('moving a register that is still written to', () => {
  let nth = 0;
  let from: Settings;
  let to: Settings;
  beforeEach(async () => {
    nth += 1;
    [from, to] = [settingsOf(`from-${nth}`), settingsOf(`to-${nth}`)];
    await inEngine(from, (engine) => receive(engine, 0));
  });

  it('takes along what comes meanwhile, with its key and its look-ups', async () => {
    let late = '';
    const moved = await moveRegister(from, to, {
      onStep: async (what) => {
        if (what === 'Events.') late = await inEngine(from, (engine) => receive(engine, 1));
      },
    });
    expect(await inEngine(to, async ({ lookups }) => lookups.find('email', '1@example.org'))).toEqual([`complaint-${late}`]);
    expect([moved.events, moved.keys, moved.lookups]).toEqual([4, 2, 2]);
  });
  it('takes along an erasure that comes meanwhile', async () => {
    const number = await inEngine(from, (engine) => receive(engine, 0));
    await moveRegister(from, to, {
      onStep: async (what) => {
        if (what === 'Events.') await inEngine(from, ({ keys, clock }) => keys.destroy(`complaint-${number}`, clock.now()));
      },
    });
    expect(await inEngine(to, ({ keys }) => keys.find(`complaint-${number}`))).toBe('destroyed');
  });
  it('is refused where that does not end, and ends once it does', async () => {
    let more = 1;
    const growing = moveRegister(from, to, {
      onStep: async (what) => {
        if (what !== 'Following the chains of both sides.') await inEngine(from, (engine) => receive(engine, (more += 1)));
      },
    });
    await expect(growing).rejects.toThrow('The source is still written to; end redress serve and redress work on it, and run this again.');
    expect((await moveRegister(from, to)).events).toBe(3 + more - 1);
  });
});

describe('moving only one of the two stores', () => {
  it('leaves the other where it is', async () => {
    const from = settingsOf('one-from');
    const number = await inEngine(from, (engine) => receive(engine, 0));
    const to: Settings = { ...settingsOf('one-to'), keyStore: from.keyStore };
    const moved = await moveRegister(from, to);
    expect([moved.keys, await inEngine(to, async ({ lookups }) => lookups.find('email', '0@example.org'))]).toEqual([
      1,
      [`complaint-${number}`],
    ]);
  });
});
