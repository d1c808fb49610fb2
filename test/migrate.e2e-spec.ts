import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { SqliteEventStore } from '@redress/event-store';
import { SqliteKeyStore } from '@redress/sealing';
import { tamperWith } from './driving/broken-register';
import { inEngine, known, plant, type Planted, type Side } from './driving/moved-register';
import { makeRegister } from './driving/people';
import { randoms } from './driving/randoms';
import { type Ended, type Running, Workplace } from './driving/redress';
import { onServers } from './driving/stores';

/** `MIGRATE_KILLS=200 MIGRATE_SEED=7 npx jest test/migrate` tortures longer; a failure names its seed. */
const kills = Number(process.env['MIGRATE_KILLS'] ?? 10);
const seed = Number(process.env['MIGRATE_SEED'] ?? 1);

const workplace = new Workplace();
const servers = onServers();
const source: Side = { data: workplace.path('source'), environment: {} };
const embedded: Side = { data: workplace.path('embedded'), environment: {} };
const served: Side = {
  data: workplace.path('served'),
  /** Known once they are started. */
  get environment() {
    return servers.environment(workplace.path('served'));
  },
};
const back: Side = { data: workplace.path('back'), environment: {} };

let planted: Planted;
let before: Awaited<ReturnType<typeof known>>;
beforeAll(async () => {
  await servers.start();
  planted = await plant(workplace, source.data, 600);
  before = await known(workplace, source, planted);
}, 240_000);
afterAll(async () => {
  await workplace.remove();
  await servers.remove();
});

const fromFile = ({ data }: Side): readonly string[] => ['--from', `sqlite:${data}/events.db`];
const migrate = (to: Side, ...args: readonly string[]): Promise<Ended> => workplace.run(to.data, ['migrate', ...args], to.environment);
const answerOf = ({ code, stdout, stderr }: Ended): Record<string, unknown> => {
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Record<string, unknown>;
};
const said = ({ code, stdout, stderr }: Ended): readonly unknown[] => [code, stdout, stderr.trim().split('\n').at(-1)];

/** So many times at random instants; those that had ended by then are begun again on what stands there. */
const killedAgainAndAgain = async (to: Side, longest: number): Promise<number> => {
  const random = randoms(seed);
  let killed = 0;
  for (let tries = 0; killed < kills && tries < 4 * kills; tries += 1) {
    const running: Running = workplace.start(to.data, ['migrate', ...fromFile(source), '--quiet'], to.environment);
    await Promise.race([wait(250 + random() * longest), running.ended]);
    running.signal('SIGKILL');
    if ((await running.ended).signal === 'SIGKILL') killed += 1;
  }
  return killed;
};

describe(`a register that is moved, killed ${kills} times on the way (seed ${seed})`, () => {
  it.each([
    ['to files', embedded, 900],
    [`to ${servers.name}`, served, 2_500],
  ])(
    '%s is the same there in the end',
    async (_where, to, longest) => {
      expect(await killedAgainAndAgain(to, longest)).toBe(kills);
      const moved = answerOf(await migrate(to, ...fromFile(source), '--json', '--quiet'));
      const after = await known(workplace, to, planted);
      expect(after).toEqual({ ...before, lookupsAreWhole: true });
      const { head, events } = before.verified as { head: { sha256: string }; events: number };
      expect([moved['head'], moved['events'], moved['opened'], moved['tombstones'], moved['apiKeys']]).toEqual([
        head.sha256,
        events,
        before.opened,
        planted.erased.length,
        before.apiKeys.length,
      ]);
    },
    240_000 + kills * 10_000,
  );

  it('and moved once more adds nothing', async () => {
    const again = answerOf(await migrate(embedded, ...fromFile(source), '--json', '--quiet'));
    expect([again['alreadyThere'], (before.verified as { events: number }).events]).toEqual([again['events'], again['events']]);
  }, 60_000);

  it('comes back from the servers as it was', async () => {
    const { environment } = served;
    const args = ['--from', 'env:OLD_RECORD', '--keys-from', 'env:OLD_KEYS', '--prefix-from', environment['REDRESS_STREAM_PREFIX']!];
    const old = { OLD_RECORD: environment['REDRESS_EVENT_STORE']!, OLD_KEYS: environment['REDRESS_KEY_STORE']! };
    answerOf(await workplace.run(back.data, ['migrate', ...args, '--json', '--quiet'], old));
    expect(await known(workplace, back, planted)).toEqual({ ...before, lookupsAreWhole: true });
  }, 120_000);

  it('was right to be tested: it has complaints to be found, one of them erased', () =>
    expect([
      before.opened > 600,
      before.sealed > 0,
      before.found.every(({ length }) => length === 1),
      /was revoked/.test(before.asRevoked.stderr),
    ]).toEqual([true, true, true, true]));
});

describe('moving a register is refused', () => {
  const small = workplace.path('small');
  const fresh = (name: string): Side => ({ data: workplace.path(name), environment: {} });
  const copied = (name: string): string => {
    const data = workplace.path(name);
    cpSync(small, data, { recursive: true });
    return data;
  };
  beforeAll(() => makeRegister(small));

  it('to the place where it is', async () =>
    expect(said(await workplace.run(small, ['migrate', '--to', `sqlite:${small}/events.db`]))).toEqual([
      1,
      '',
      'Source and target are the same place; name another with --from or --to.',
    ]));
  it('where nothing is', async () => {
    const [code, , sentence] = said(await migrate(fresh('of-nothing'), '--from', `sqlite:${workplace.path('nowhere')}/events.db`));
    expect([code, sentence]).toEqual([
      1,
      `There is no ${workplace.path('nowhere')}/events.db to move from; name the record with --from and its keys with --keys-from.`,
    ]);
  });
  it('from a file that is no record', async () => {
    const data = copied('no-record');
    cpSync(`${small}/keys.db`, `${data}/events.db`);
    const { code, stderr } = await migrate(fresh('of-no-record'), '--from', `sqlite:${data}/events.db`);
    expect([code, stderr.trim().split('\n').length, /events\.db/.test(stderr)]).toEqual([1, 1, true]);
  });
  it('into another register, which stays as it is', async () => {
    const other = fresh('other');
    await makeRegister(other.data);
    const head = await headOf(other.data);
    const [code, , sentence] = said(await migrate(other, '--from', `sqlite:${small}/events.db`));
    expect([code, sentence, await headOf(other.data)]).toEqual([
      1,
      'The target holds another register: opening it with redress serve or another verb began one there. Name an empty target.',
      head,
    ]);
  });
  it('into itself, once it was written to there', async () => {
    const to = fresh('written-to');
    answerOf(await migrate(to, '--from', `sqlite:${small}/events.db`, '--json', '--quiet'));
    const stream = await inEngine(to, async ({ staff, clock }) => {
      const asking = { actor: { id: 'local', role: 'system' as const }, now: clock.now(), key: 'one-more' };
      return `staff-${(await staff.add({ name: 'Samir', team: 'north', roles: ['agent'], at: clock.now() }, asking)).id}`;
    });
    expect(said(await migrate(to, '--from', `sqlite:${small}/events.db`))).toEqual([
      3,
      '',
      `${stream} differs: the target holds at revision 0 an event that the source does not hold. Somebody wrote to the target; name an empty one.`,
    ]);
  });
  it('to keys that are not its own, which stay', async () => {
    const to = fresh('other-keys');
    const theirs = new SqliteKeyStore(`${small}/keys.db`, { readOnly: true });
    let stream = '';
    for await (const { keys = [] } of theirs.everything()) stream ||= keys[0]?.stream ?? '';
    await theirs.close();
    mkdirSync(to.data);
    const others = new SqliteKeyStore(`${to.data}/keys.db`);
    const key = await others.keyOf(stream);
    const refused = said(await migrate(to, '--from', `sqlite:${small}/events.db`));
    expect([refused, await others.find(stream), await headOf(to.data)]).toEqual([
      [1, '', `Another key of ${stream} is in the key store already; name an empty one, or the one that belongs to this record.`],
      key,
      null,
    ]);
    await others.close();
  });
  it('without its keys, and goes on once they are named', async () => {
    const data = copied('keyless');
    rmSync(`${data}/keys.db`);
    const other = new SqliteKeyStore(`${data}/keys.db`);
    await other.close();
    const to = fresh('of-keyless');
    const [code, , sentence] = said(await migrate(to, '--from', `sqlite:${data}/events.db`));
    expect([code, sentence]).toEqual([3, expect.stringMatching(/^staff-\S+ holds sealed data, and the keys hold neither its key/)]);
    const named = ['--from', `sqlite:${data}/events.db`, '--keys-from', `sqlite:${small}/keys.db`];
    expect(answerOf(await migrate(to, ...named, '--json', '--quiet'))['events']).toBe(answerOf(await verified(to))['events']);
  });
  it('where it does not verify', async () => {
    const data = copied('tampered');
    expect(tamperWith(data, `UPDATE event SET data = replace(data, '"version":1', '"version":2') WHERE position = 1`)).toBe(1);
    const to = fresh('of-tampered');
    const [code, , sentence] = said(await migrate(to, '--from', `sqlite:${data}/events.db`));
    expect([code, sentence, await headOf(to.data)]).toEqual([
      3,
      expect.stringMatching(/^The source does not verify: \S+ revision 0: It was changed after it was recorded\./),
      null,
    ]);
  });
  it('to somebody whose role may not', async () => {
    const { agent } = planted.people;
    const to = fresh('not-allowed');
    const { code, stderr } = await workplace.run(to.data, ['migrate', ...fromFile(source)], { REDRESS_API_KEY: agent.key });
    expect([code, stderr, existsSync(to.data)]).toEqual([1, 'The role agent may not do this; ask somebody whose role may.\n', false]);
  });
  it('where neither side is named, or one that is not understood', async () => {
    const both = [await migrate(fresh('unnamed')), await migrate(fresh('unnamed'), '--to', 'env:NOWHERE')];
    expect(both.map(said)).toEqual([
      [2, '', 'Name the record to be moved with --from, or the place it goes to with --to.'],
      [2, '', '--to names the variable NOWHERE, which is not set; set it, or NOWHERE_FILE.'],
    ]);
  });
  it('never by a dry run, which counts and makes nothing', async () => {
    const to = fresh('dry');
    const counted = answerOf(await migrate(to, ...fromFile(source), '--dry-run', '--json', '--quiet'));
    expect([counted['opened'], counted['head'], existsSync(to.data)]).toEqual([
      before.opened,
      (before.verified as { head: { sha256: string } }).head.sha256,
      false,
    ]);
  });
});

const verified = ({ data }: Side): Promise<Ended> => workplace.run(data, ['verify', '--json']);

const headOf = async (data: string): Promise<string | null> => {
  const store = new SqliteEventStore(`${data}/events.db`, { readOnly: true });
  try {
    return await store.head();
  } finally {
    await store.close();
  }
};
