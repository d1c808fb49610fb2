import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaintCodec, complaintStream } from '@redress/complaints';
import { SqliteEventStore } from '@redress/event-store';
import { openEngine, settingsFrom } from '@redress/platform';
import { SqliteKeyStore } from '@redress/sealing';
import { SqliteFile } from '@redress/sqlite';
import { keysFile } from '../libs/sealing/src/sqlite/keys-file';
import { sendBy } from './driving/desk';
import { Client } from './driving/http';
import { Load } from './driving/load';
import { makeRegister } from './driving/people';
import { type Ended, Workplace } from './driving/redress';

/** `BACKUPS=20 npx jest test/backup` takes more of them under load. */
const backups = Number(process.env['BACKUPS'] ?? 5);

interface Manifest {
  readonly position: string;
  readonly events: number;
  readonly head: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}
interface Shown {
  readonly name: string;
  readonly position: string;
  readonly digest: object;
}
interface Verified {
  readonly events: number;
  readonly ok: boolean;
  readonly head: { readonly sha256: string };
}

const workplace = new Workplace();
const data = workplace.path('register');
const taken: { readonly folder: string; readonly manifest: Manifest }[] = [];
let load: Load;
afterAll(() => workplace.remove());

const answerOf = <Answer>({ code, stdout, stderr }: Ended): Answer => {
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Answer;
};
const run = (folder: string, ...args: readonly string[]): Promise<Ended> => workplace.run(folder, args);
const refusalOf = ({ code, stdout, stderr }: Ended): readonly unknown[] => [code, stdout, stderr];

/** Takes them while twelve clients write. */
beforeAll(
  async () => {
    load = new Load(data, await makeRegister(data), 'backup');
    const serving = workplace.serve(data, { REDRESS_LOG_LEVEL: 'error' });
    const client = new Client((await serving.listening()).url);
    const working = load.work(sendBy(client));
    await load.answered(60);
    for (let n = 0; n < backups; n += 1) {
      const before = load.acknowledged;
      const folder = workplace.path(`backup-${n}`);
      taken.push({ folder, manifest: answerOf<Manifest>(await run(data, 'backup', folder, '--json')) });
      // Otherwise it was not taken under load.
      expect(load.acknowledged).toBeGreaterThan(before);
    }
    await serving.stop();
    await working;
    client.close();
  },
  60_000 + backups * 10_000,
);

/** A backup of which something was changed, with a manifest that agrees. */
const forged = (name: string, change: (folder: string) => void): string => {
  const folder = workplace.path(name);
  cpSync(taken[0]!.folder, folder, { recursive: true });
  change(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const files = manifest.files.map(({ name: file }) => {
    const bytes = readFileSync(join(folder, file));
    return { name: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, files }));
  return folder;
};

describe('a backup that is taken while the register is written', () => {
  it('is restored into a new folder as it was taken, and its manifest says up to where that is', async () => {
    for (const [n, { folder, manifest }] of taken.entries()) {
      const restored = workplace.path(`restored-${n}`);
      expect(answerOf(await run(restored, 'restore', folder, '--json'))).toEqual(manifest);
      const { ok, events, head } = answerOf<Verified>(await run(restored, 'verify', '--json'));
      expect([ok, events, head.sha256, manifest.position]).toEqual([true, manifest.events, manifest.head, String(events)]);
      const later = await run(data, 'verify', '--head', join(folder, 'heads.jsonl'), '--json');
      expect(answerOf<Verified>(later).ok).toBe(true);
    }
  }, 240_000);

  it('holds every command that was acknowledged before it began', async () => {
    const { manifest } = taken.at(-1)!;
    expect(await load.wrong()).toEqual([]);
    const early = load.desks
      .flatMap(({ acknowledged }) => acknowledged)
      .filter(({ body }) => BigInt(body.position) <= BigInt(manifest.position));
    const store = new SqliteEventStore(join(workplace.path(`restored-${backups - 1}`), 'events.db'), { readOnly: true });
    const lost: unknown[] = [];
    for (const { body } of early.filter((each) => each.body.number !== undefined)) {
      const last = await store.last(complaintStream(body.number!));
      if (last === null || last.revision < body.revision) lost.push(body);
    }
    await store.close();
    expect([early.length > 0, lost]).toEqual([true, []]);
  });

  it('shows in its read models what a rebuild from its record shows', async () => {
    expect((await run(workplace.path('restored-0'), 'projections', 'rebuild', '--quiet')).code).toBe(0);
  });
});

describe('a restore', () => {
  it('leaves what is there alone', async () => {
    const answer = await run(data, 'restore', taken[0]!.folder);
    expect(refusalOf(answer)).toEqual([1, '', `${join(data, 'views.db')} exists already; restore into an empty data folder.\n`]);
  });

  it.each(['views.db', 'events.db', 'keys.db'])('refuses a backup in which one byte of %s was changed', async (file) => {
    const [folder, target] = [workplace.path(`changed-${file}`), workplace.path(`from-changed-${file}`)];
    cpSync(taken[0]!.folder, folder, { recursive: true });
    const bytes = readFileSync(join(folder, file));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(folder, file), bytes);
    const said = `${file} is not the file that was backed up: it was changed or damaged. Take another backup.\n`;
    expect([refusalOf(await run(target, 'restore', folder)), existsSync(target)]).toEqual([[1, '', said], false]);
  });

  it('refuses what is no backup', async () => {
    const { code, stdout, stderr } = await run(workplace.path('never'), 'restore', data);
    expect([code, stdout, stderr.startsWith(`${data} is no backup that this version can read: `)]).toEqual([1, '', true]);
  });

  it('refuses a record whose keys are of another register, and leaves nothing behind', async () => {
    const { number } = load.desks[0]!.complaints[0]!;
    const folder = forged('without-a-key', (copy) => {
      const keys = new SqliteFile(join(copy, 'keys.db'), keysFile);
      expect(keys.run('UPDATE stream SET key = NULL WHERE key IS NOT NULL AND name = ?', complaintStream(number))).toBe(1);
      keys.close();
    });
    const target = workplace.path('from-without-a-key');
    const said = `${complaintStream(number)} holds sealed data, and the keys hold neither its key nor the record of its erasure. Record and keys are not of one register.\n`;
    expect([refusalOf(await run(target, 'restore', folder)), readdirSync(target)]).toEqual([[1, '', said], []]);
  });

  it('applies erasures that came after the backup before anything can be read', async () => {
    const [erased, other] = [load.desks[0]!.complaints[0]!, load.desks[1]!.complaints[0]!];
    const list = workplace.path('tombstones.jsonl');
    writeFileSync(list, `${JSON.stringify({ stream: complaintStream(erased.number), destroyedAt: '2026-05-03T08:00:00.000Z' })}\n`);
    const target = workplace.path('with-tombstones');
    const source = new SqliteKeyStore(join(taken[0]!.folder, 'keys.db'), { readOnly: true });
    const key = (await source.find(complaintStream(erased.number))) as Buffer;
    await source.close();
    answerOf(await run(target, 'restore', taken[0]!.folder, '--tombstones', list, '--json'));
    expect(readdirSync(target).filter((file) => readFileSync(join(target, file)).includes(key))).toEqual([]);
    const engine = await openEngine(settingsFrom({ REDRESS_DATA: target }));
    const opened: unknown[] = [];
    for (const { number } of [erased, other]) {
      const stream = complaintStream(number);
      for await (const [first] of engine.events.read(stream)) {
        const { brief } = complaintCodec.decode(first!).data as { brief: string };
        opened.push(typeof (await complaintCodec.open(engine.sealer, stream, brief)));
        break;
      }
    }
    await engine.close();
    expect(opened).toEqual(['string', 'object']);
  });

  it('builds read models that are ahead of the record from the record', async () => {
    const later = taken.at(-1)!;
    const folder = forged('views-ahead', (copy) => cpSync(join(later.folder, 'views.db'), join(copy, 'views.db')));
    const target = workplace.path('from-views-ahead');
    answerOf(await run(target, 'restore', folder, '--json'));
    expect(readdirSync(target).sort()).toEqual(['events.db', 'keys.db']);
    const shown = async (restored: string): Promise<unknown> => {
      expect((await run(restored, 'stats', '--quiet')).code).toBe(0);
      const { stdout } = await run(restored, 'projections', '--json');
      const lines = stdout.split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line) as Shown).map(({ name, position, digest }) => ({ name, position, digest }));
    };
    expect(await shown(target)).toEqual(await shown(workplace.path('restored-0')));
  });

  it('put by hand beside read models that are ahead of it is noticed by whoever would show them, and can be verified', async () => {
    const [earlier, later] = [taken[0]!, taken.at(-1)!];
    const target = workplace.path('older-record');
    for (const file of ['views.db', 'events.db', 'keys.db']) cpSync(join(later.folder, file), join(target, file));
    expect((await run(target, 'stats', '--quiet')).code).toBe(0);
    rmSync(join(target, 'events.db'));
    cpSync(join(earlier.folder, 'events.db'), join(target, 'events.db'));
    const { code, stdout, stderr } = await run(target, 'queue');
    expect([code, stdout, stderr.includes(`but the record ends at ${earlier.manifest.position}`)]).toEqual([1, '', true]);
    const heads = join(later.folder, 'heads.jsonl');
    expect((await run(target, 'verify', '--head', heads, '--json')).code).toBe(3);
    for (const views of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(target, views), { force: true });
    expect((await run(target, 'queue')).code).toBe(0);
  });
});
