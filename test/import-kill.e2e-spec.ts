import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { complaintCategory, complaintCodec, complaintDecider } from '@redress/complaints';
import { SqliteEventStore, verifyLog } from '@redress/event-store';
import type { ImportReport } from '@redress/registers';
import { randoms } from './driving/randoms';

/** `IMPORT_KILLS=200 IMPORT_SEED=7 npx jest test/import-kill` tortures longer; a failure names its seed. */
const kills = Number(process.env['IMPORT_KILLS'] ?? 10);
const seed = Number(process.env['IMPORT_SEED'] ?? 1);
const root = join(__dirname, '..');
const copy = join(root, 'data-samples/cfpb/nyu-2015-2020-6623.csv.gz');
/** Of the copy; enough for ten kills in the midst of it. */
const rows = 3_000;

const importing = (folder: string, limit: number) => {
  const args = [join(root, 'bin/redress.js'), 'import', 'cfpb', copy, '--limit', String(limit), '--json'];
  const child = spawn(process.execPath, args, { env: { ...process.env, REDRESS_DATA: folder }, stdio: ['ignore', 'pipe', 'inherit'] });
  let answer = '';
  child.stdout.on('data', (text: Buffer) => (answer += text.toString()));
  const exited = once(child, 'close') as Promise<[number | null, string | null]>;
  return { child, exited, report: async (): Promise<ImportReport> => exited.then(() => JSON.parse(answer) as ImportReport) };
};

const headOf = async (store: SqliteEventStore): Promise<number> => Number(await store.head());

/** Kills an import after so many more events were stored, at a random moment of what comes next. False where it had ended. */
const killWithin = async (folder: string, events: number, milliseconds: number): Promise<boolean> => {
  const store = new SqliteEventStore(join(folder, 'events.db'), { readOnly: true });
  const before = await headOf(store);
  const { child, exited } = importing(folder, rows);
  while (child.exitCode === null && (await headOf(store)) < before + events) await wait(2);
  await wait(milliseconds);
  child.kill('SIGKILL');
  await store.close();
  return (await exited)[1] === 'SIGKILL';
};

interface Log {
  readonly complaints: ReadonlyMap<string, { readonly ids: readonly string[]; readonly state: string }>;
  readonly problems: readonly unknown[];
}
/** Every complaint by the ids of its events and its state; when it was recorded may differ. */
const logOf = async (folder: string): Promise<Log> => {
  const store = new SqliteEventStore(join(folder, 'events.db'), { readOnly: true });
  const found = new Map<string, { ids: string[]; state: typeof complaintDecider.initial }>();
  for await (const batch of store.all(null)) {
    for (const event of batch) {
      if (!event.stream.startsWith(complaintCategory)) continue;
      const { ids, state } = found.get(event.stream) ?? { ids: [], state: complaintDecider.initial };
      found.set(event.stream, { ids: [...ids, event.id], state: complaintDecider.evolve(state, complaintCodec.decode(event)) });
    }
  }
  const { problems } = await verifyLog(store, { gapless: true });
  await store.close();
  return { complaints: new Map([...found].map(([stream, { ids, state }]) => [stream, { ids, state: JSON.stringify(state) }])), problems };
};

describe(`an import that is killed ${kills} times (seed ${seed})`, () => {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-import-kill-'));
    folders.push(folder);
    return folder;
  };
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  const test = async (): Promise<void> => {
    const clean = newFolder();
    const once_ = await importing(clean, rows).report();
    const expected = await logOf(clean);
    const random = randoms(seed);
    let done = 0;
    while (done < kills) {
      const folder = newFolder();
      await importing(folder, 1).report();
      let killed = true;
      while (killed && done < kills) {
        killed = await killWithin(folder, 1 + Math.floor(random() * 2_500), Math.floor(random() * 25));
        if (killed) done += 1;
        expect((await logOf(folder)).problems).toEqual([]);
      }
      const last = await importing(folder, rows).report();
      expect([last.rows, last.imported + last.alreadyThere, last.updated, last.rejected]).toEqual([rows, rows, 0, once_.rejected]);
      expect(await logOf(folder)).toEqual(expected);
    }
    expect([once_.imported, expected.complaints.size, expected.problems]).toEqual([rows, rows, []]);
  };
  it('ends, when it is run again, with the events, states and counts of one run without a kill', test, 240_000 + kills * 12_000);
});
