import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { schemas } from '../apps/cli/src/schemas';
import { verbs } from '../apps/cli/src/verbs';
import { complaintStream, writtenNumber } from '@redress/complaints';
import { addEventOfNewerBuild, anotherKind, copyOf, eventOf, makeFile, newerKind, tamperWith } from './driving/broken-register';
import { Desk, sendBy } from './driving/desk';
import { Client } from './driving/http';
import { type OrdersOfOne, ordersOfOne } from './driving/orders';
import { makeRegister, type People } from './driving/people';
import { type Ended, Workplace } from './driving/redress';

const samples = join(__dirname, '..', 'data-samples', 'cfpb');
const register = join(samples, 'socrata-2012-2017-145.csv');
const cutShort = join(samples, 'head1mib-2012-2023-2067.truncated.csv');
const unknownNumber = '370691682022';

const workplace = new Workplace();
const data = workplace.path('register');
let people: People;
/** A complaint that went from receipt to closing, and one that only came in. */
let settled: OrdersOfOne;
let received: OrdersOfOne;
let served: Ended;
const redress = (...args: readonly string[]): Promise<Ended> => workplace.run(data, args);
const as = (key: string, ...args: readonly string[]): Promise<Ended> => workplace.run(data, args, { REDRESS_API_KEY: key });
const ended = ({ code, stdout, stderr }: Ended): readonly [number | null, string, string] => [code, stdout, stderr];

beforeAll(async () => {
  people = await makeRegister(data);
  const receivedAt = new Date(Date.now() - 3_600_000).toISOString();
  settled = ordersOfOne({ people, name: 'settled', receivedAt });
  const other = ordersOfOne({ people, name: 'received', receivedAt });
  received = { ...other, orders: other.orders.slice(0, 1) };
  const serving = workplace.serve(data, { REDRESS_LOG_LEVEL: 'error' });
  const client = new Client((await serving.listening()).url);
  const desk = new Desk([settled, received].values());
  await desk.work(sendBy(client), () => desk.complaints.length === 2);
  client.close();
  served = await serving.stop();
  expect([served.code, desk.wrong]).toEqual([0, []]);
  expect((await redress('import', 'cfpb', register, '--limit', '20', '--quiet')).code).toBe(0);
}, 240_000);
afterAll(() => workplace.remove());

describe('the command line', () => {
  it('lists every verb, and says its version', async () => {
    const [help, version] = await Promise.all([redress('--help'), redress('--version')]);
    expect([help.code, help.stderr, version.code, version.stderr]).toEqual([0, '', 0, '']);
    expect(verbs.map(({ name }) => name).filter((name) => !new RegExp(`^  ${name} `, 'm').test(help.stdout))).toEqual([]);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('opens a register without the framework of the API, the rules of its bodies and the drivers of servers, which load slowly', async () => {
    const { code, stdout } = await workplace.startScript(data, 'load-engine.js').ended;
    const slow = /^(@nestjs\/|@eventstore\/|rxjs$|class-validator$|prom-client$|mongodb$|fastify$|temporal-polyfill$)/;
    const loaded = JSON.parse(stdout) as readonly string[];
    expect([code, loaded.includes('pino'), loaded.filter((name) => slow.test(name))]).toEqual([0, true, []]);
  });

  const ajv = new Ajv({ strict: false });
  const wrongLines = (schema: string, { stdout }: Ended): readonly unknown[] => {
    const isRight = ajv.compile(schemas[schema]!);
    const lines = stdout.split('\n').slice(0, -1);
    return lines.flatMap((line) => (isRight(JSON.parse(line)) ? [] : [{ line, errors: isRight.errors }]));
  };
  /** Every answer but those that change much, which their own tests hold to their schemas. */
  const asked: readonly (readonly [schema: string, args: () => readonly string[], lines: number | null])[] = [
    ['import cfpb', () => ['import', 'cfpb', register, '--limit', '5', '--dry-run'], 1],
    ['replay', () => ['replay', settled.number], 16],
    ['replay --raw', () => ['replay', '--raw', settled.number], 15],
    ['clocks', () => ['clocks', settled.number], 1],
    ['clocks', () => ['clocks', settled.number, '--as-of', '2999-01-01T00:00:00Z'], 1],
    ['what-if', () => ['what-if', 'us-cfpb'], null],
    ['what-if', () => ['what-if', 'au-asic-rg271', '--from', '2015-01-01', '--to', '2099-12-31', '--calendar', 'ireland'], null],
    ['what-if', () => ['what-if', 'us-cfpb', '--number', settled.number], 1],
    ['verify', () => ['verify'], 1],
    ['verify', () => ['verify', writtenNumber(settled.number)], 1],
    ['queue', () => ['queue'], 4],
    ['queue', () => ['queue', 'unassigned', '--limit', '1'], 2],
    ['stats', () => ['stats'], 1],
    ['stats', () => ['stats', '--by', 'product', '--basis', 'event', '--from', '2015-01-01', '--to', '2099-12-31'], 1],
    ['projections', () => ['projections'], 5],
    ['projections rebuild', () => ['projections', 'rebuild', 'case', 'queue'], 2],
    ['parked list', () => ['parked', 'list'], 0],
    ['parked list', () => ['parked'], 0],
    ['parked retry', () => ['parked', 'retry'], 0],
    ['api-keys add', () => ['api-keys', 'add', '--role', 'analyst', '--expires', '2999-01-01T00:00:00Z'], 1],
    ['api-keys list', () => ['api-keys', 'list'], null],
    ['check', () => ['check'], 1],
  ];
  it.concurrent.each(asked)('answers %s in JSON as its schema says, with nothing else on stdout', async (schema, args, lines) => {
    const answer = await redress(...args(), '--json');
    const written = answer.stdout.split('\n').length - 1;
    expect([answer.code, answer.stderr, written, wrongLines(schema, answer)]).toEqual([0, '', lines ?? written, []]);
  });

  it('answers serve in JSON with where it listens', () => expect([wrongLines('serve', served), served.stderr]).toEqual([[], '']));

  it('takes --json and --quiet before the verb as well as after it', async () => {
    const [before, after] = await Promise.all([redress('--json', '--quiet', 'verify'), redress('verify', '--quiet', '--json')]);
    expect(ended(before)).toEqual(ended(after));
    expect(before.code).toBe(0);
  });

  it('answers people in lines, and says nothing else where it is to be quiet', async () => {
    const verbs = [
      ['replay', settled.number],
      ['clocks', settled.number],
      ['what-if', 'us-cfpb'],
      ['what-if', 'us-cfpb', '--number', settled.number],
      ['verify'],
      ['queue'],
      ['stats'],
      ['projections'],
      ['parked'],
      ['api-keys', 'list'],
      ['check'],
    ];
    const found = await Promise.all(verbs.map((verb) => redress(...verb, '--quiet')));
    expect(found.map(({ code, stdout, stderr }) => [code, stdout.startsWith('{'), stdout.endsWith('\n'), stderr])).toEqual(
      verbs.map(() => [0, false, true, '']),
    );
  });

  it('makes, lists and revokes a key, and shows it once', async () => {
    const made = JSON.parse((await redress('api-keys', 'add', '--role', 'admin', '--json')).stdout) as { key: string; prefix: string };
    const listed = await as(made.key, 'api-keys', 'list', '--json');
    const revoked = await redress('api-keys', 'revoke', made.prefix, '--json');
    expect([wrongLines('api-keys revoke', revoked), JSON.parse(revoked.stdout)]).toEqual([[], { prefix: made.prefix, revoked: true }]);
    const refused = await as(made.key, 'api-keys', 'list');
    expect([listed.code, listed.stdout.includes(made.prefix), listed.stdout.includes(made.key)]).toEqual([0, true, false]);
    expect(ended(refused)).toEqual([
      1,
      '',
      'REDRESS_API_KEY is no key of this register, or it has expired or was revoked; ask an admin for a new one.\n',
    ]);
  });

  it('replays the same to the byte in every time zone and language of the machine', async () => {
    const places = [
      { TZ: 'UTC', LC_ALL: 'C' },
      { TZ: 'Asia/Tehran', LC_ALL: 'fa_IR.UTF-8' },
      { TZ: 'Asia/Baku', LC_ALL: 'az_AZ.UTF-8' },
      { TZ: 'America/New_York', LC_ALL: 'tr_TR.UTF-8' },
    ];
    const asOf = JSON.parse((await redress('verify', '--json')).stdout) as { events: number };
    const verb = ['replay', settled.number, '--as-of', String(asOf.events)];
    const found = await Promise.all(places.flatMap((place) => [verb, [...verb, '--json']].map((args) => workplace.run(data, args, place))));
    expect([found.map(({ code }) => code), new Set(found.map(({ stdout }) => stdout)).size]).toEqual([found.map(() => 0), 2]);
  });

  it('ends a replay with every clock as it stood then', async () => {
    const asOf = ['--as-of', '2999-01-01T00:00:00Z', '--json'];
    const [replayed, told] = await Promise.all([redress('replay', settled.number, ...asOf), redress('clocks', settled.number, ...asOf)]);
    const { summary } = JSON.parse(replayed.stdout.split('\n').at(-2)!) as { summary: { clocks: readonly { id: string }[] } };
    const { clocks } = JSON.parse(told.stdout) as { clocks: readonly { id: string }[] };
    expect([summary.clocks, clocks.map(({ id }) => id)]).toEqual([clocks, ['acknowledge', 'final']]);
  });

  it('reads a register from standard input', async () => {
    const folder = workplace.path('from-stdin');
    const input = readFileSync(register, 'utf8').split('\n').slice(0, 4).join('\n');
    const first = await workplace.run(folder, ['import', 'cfpb', '-', '--json'], { input });
    const again = await workplace.run(folder, ['import', 'cfpb', '-', '--json'], { input });
    const figures = ({ stdout }: Ended): unknown => {
      const { rows, imported, alreadyThere } = JSON.parse(stdout) as Record<string, number>;
      return [rows, imported, alreadyThere];
    };
    expect([first.code, figures(first), again.code, figures(again)]).toEqual([0, [3, 3, 0], 0, [3, 0, 3]]);
  });
});

describe('wrong usage', () => {
  const hint = '(redress --help lists the verbs)\n';
  it.concurrent.each([
    [['nosuch'], `error: unknown command 'nosuch'\n${hint}`],
    [['verify', 'a', 'b'], `error: too many arguments for 'verify'. Expected 1 argument but got 2.\n${hint}`],
    [['replay'], `error: missing required argument 'number'\n${hint}`],
    [['stats', '--nosuch'], `error: unknown option '--nosuch'\n${hint}`],
    [
      ['stats', '--from', '2026-02-30'],
      `error: option '--from <day>' argument '2026-02-30' is invalid. a day such as 2026-03-31 is expected.\n${hint}`,
    ],
    [
      ['queue', 'nosuch'],
      `error: command-argument value 'nosuch' is invalid for argument 'name'. one of all, unassigned, ownerless, mine, overdue is expected.\n${hint}`,
    ],
    [['queue', '--limit', '0'], `error: option '--limit <n>' argument '0' is invalid. a whole number from 1 to 1000 is expected.\n${hint}`],
    [['queue', '--after', 'x'], 'This cursor was not handed out for this list; begin again without one.\n'],
    [['replay', '123'], 'This is no complaint number: twelve digits, the last of them a check digit. Compare it with the letter.\n'],
    [['replay', unknownNumber, '--as-of', 'x'], '--as-of takes a position or an instant such as 2026-05-01T09:30:00Z.\n'],
    [['api-keys', 'add'], `error: required option '--role <role>' not specified\n${hint}`],
    [['api-keys', 'add', '--role', 'agent', '--expires', 'x'], '--expires takes an instant such as 2027-01-01T00:00:00Z.\n'],
    [['projections', 'rebuild', 'nosuch'], 'There is no read model "nosuch"; there are queue, case, audit-trail, statistics, staff.\n'],
  ])('as in %j ends with 2 and says what was expected', async (args, said) => expect(ended(await redress(...args))).toEqual([2, '', said]));

  it('of settings ends with 2 and names every wrong one', async () => {
    const answer = await workplace.run(data, ['verify'], { REDRESS_PORT: 'x', REDRESS_NOSUCH: '1' });
    const said = [
      'These settings are wrong:',
      '  REDRESS_NOSUCH is no setting of Redress; docs/settings.md lists them.',
      '  REDRESS_PORT is "x"; expected is a whole number from 0 to 65535.',
      '',
    ].join('\n');
    expect(ended(answer)).toEqual([2, '', said]);
  });
});

describe('what fails', () => {
  const nowhere = workplace.path('nowhere');
  it.concurrent.each([
    [['clocks', unknownNumber], 'There is no complaint 370 691 682 022; check the number.\n'],
    [['replay', unknownNumber], 'There is no complaint 370 691 682 022; check the number.\n'],
    [['verify', unknownNumber], 'There is no complaint 370 691 682 022; check the number.\n'],
    [['parked', 'show', unknownNumber], 'This complaint does not wait in any read model.\n'],
    [['api-keys', 'revoke', 'zzzzzzzz'], 'No key begins with these characters; `redress api-keys list` shows them.\n'],
    [['import', 'cfpb', nowhere], 'There is no such file; check its name and folder.\n'],
    [['restore', nowhere], `${join(data, 'views.db')} exists already; restore into an empty data folder.\n`],
    [['backup', register], expect.stringMatching(/cannot be made: .* Name another folder\.\n$/) as string],
    [['backup', data], `${data} is not empty; name a folder that is new or empty.\n`],
    [['verify', '--head', register], expect.stringContaining('is no saved head') as string],
  ])('as %j does ends with 1 and says what to do', async (args, said) => expect(ended(await redress(...args))).toEqual([1, '', said]));

  it.each([
    ['an empty file', '', 'The file is empty.'],
    ['no CSV', 'Dear Sir or Madam,\nI should like to complain.\n', 'No header'],
  ])('as importing %s does leaves nothing behind', async (_what, input, said) => {
    const folder = workplace.path('nothing-readable');
    const { code, stdout, stderr } = await workplace.run(folder, ['import', 'cfpb', '-'], { input });
    const { events } = JSON.parse((await workplace.run(folder, ['verify', '--json'])).stdout) as { events: number };
    // The two events of the first day: its policy and its calendar.
    expect([code, stdout, stderr.split(' ').slice(0, 2).join(' '), events]).toEqual([1, '', said.split(' ').slice(0, 2).join(' '), 2]);
  });
});

describe('who may', () => {
  const refused = (role: string): readonly unknown[] => [1, '', `The role ${role} may not do this; ask somebody whose role may.\n`];
  it('is asked of every verb, also of those that open the register themselves', async () => {
    const backup = workplace.path('backup-of-roles');
    expect((await redress('backup', backup, '--quiet')).code).toBe(0);
    const { key } = people.agent;
    const verbs = [['serve'], ['demo', '--once'], ['check'], ['projections'], ['api-keys', 'list'], ['backup', workplace.path('never')]];
    const found = await Promise.all(verbs.map((verb) => as(key, ...verb)));
    expect(found.map(ended)).toEqual(verbs.map(() => refused('agent')));
    const restored = await workplace.run(workplace.path('never'), ['restore', backup], { REDRESS_API_KEY: key });
    expect(ended(restored)).toEqual(refused('agent'));
    const byAdmin = await workplace.run(workplace.path('by-admin'), ['restore', backup, '--json'], { REDRESS_API_KEY: people.admin.key });
    expect(byAdmin.code).toBe(0);
  });

  it('says what is owed next, by when and how much is left of it, and above the clocks why the policy was chosen', async () => {
    const [queue, clocks] = [await redress('queue', '--quiet'), await redress('clocks', received.number)];
    const [head, first] = queue.stdout.split('\n');
    expect([head, first]).toEqual([
      expect.stringMatching(/^number +state +due \(UTC\) +severity /) as string,
      // Received an hour before the tests began.
      expect.stringMatching(/ received +acknowledge by (\d{4}-\d\d-\d\d )?\d\d:\d\d, 2[0-3] hours( \d+ minutes?)? left /) as string,
    ]);
    expect(clocks.stdout.split('\n')[1]).toBe('iso10002-default version 1 was chosen: no other policy applies.');
  });

  it('reads only what they handle or received, where the table says own', async () => {
    const imported = (await redress('queue', '--json')).stdout
      .split('\n')
      .map((line) => JSON.parse(line || '{}') as { number?: string; state?: string });
    const foreign = imported.find(({ number }) => number !== undefined && number !== received.number)!.number!;
    const { key } = people.agent;
    const answers = await Promise.all([
      as(key, 'verify', settled.number),
      as(key, 'replay', received.number, '--json'),
      as(key, 'verify'),
      as(key, 'verify', foreign),
      as(key, 'replay', foreign),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 1, 1, 1]);
    expect(answers.slice(2).map(({ stderr }) => stderr)).toEqual([
      'You may verify your own complaints only; give a number.\n',
      'You may verify complaints that you handle or received; ask a supervisor or an auditor.\n',
      'You may replay complaints that you handle or received; ask a supervisor or an auditor.\n',
    ]);
  });

  it('sees personal data only in a role that may, and the reading is recorded before', async () => {
    const summaryOf = ({ stdout }: Ended): unknown => {
      const [first] = stdout.split('\n');
      return (JSON.parse(first!) as { data: { brief: unknown } }).data.brief;
    };
    const eventsNow = async (): Promise<number> => (JSON.parse((await redress('verify', '--json')).stdout) as { events: number }).events;
    const before = await eventsNow();
    const [bySystem, byAnalyst] = await Promise.all([
      redress('replay', received.number, '--json'),
      as(people.analyst.key, 'queue', '--json'),
    ]);
    expect([summaryOf(bySystem), byAnalyst.code, /"summary":"/.test(byAnalyst.stdout), await eventsNow()]).toEqual([
      expect.stringMatching(/^s1:ComplaintReceived:1:brief:/),
      0,
      false,
      before,
    ]);
    const byAuditor = await as(people.auditor.key, 'replay', received.number, '--json');
    expect([summaryOf(byAuditor), await eventsNow()]).toEqual([{ summary: 'Kettle received is broken' }, before + 1]);
  });
});

describe('a record that somebody changed', () => {
  let changed: string;
  beforeAll(() => {
    changed = copyOf(data, workplace.path('changed'));
    const sql = `UPDATE event SET data = replace(data, '"severity":3', '"severity":1') WHERE ${eventOf}`;
    expect(tamperWith(changed, sql, 2, complaintStream(settled.number))).toBe(1);
  });

  it('ends verify with 3, naming the event', async () => {
    const { code, stdout, stderr } = await workplace.run(changed, ['verify', '--json']);
    const { ok, problems } = JSON.parse(stdout) as { ok: boolean; problems: unknown[] };
    const { number } = settled;
    expect([code, stderr, ok, problems]).toEqual([
      3,
      '',
      false,
      [{ number, stream: complaintStream(number), revision: 2, what: 'It was changed after it was recorded.' }],
    ]);
  });

  it('ends replay and verify of this complaint with 3, and those of another with 0', async () => {
    const run = (...args: readonly string[]): Promise<Ended> => workplace.run(changed, args);
    const answers = await Promise.all([
      run('replay', settled.number, '--json'),
      run('verify', settled.number),
      run('replay', '--raw', settled.number),
      run('replay', received.number),
      run('verify', received.number),
    ]);
    expect(answers.map(({ code, stderr }) => [code, stderr])).toEqual([3, 3, 3, 0, 0].map((code) => [code, '']));
    const broken = answers[0].stdout.split('\n').filter((line) => line.includes('"chain":"broken"'));
    expect(broken.map((line) => (JSON.parse(line) as { revision?: number; summary?: { chain: string } }).revision ?? 'summary')).toEqual([
      2,
      'summary',
    ]);
  });

  it('is not backed up', async () => {
    const { code, stderr } = await workplace.run(changed, ['backup', workplace.path('backup-of-changed')]);
    expect([code, stderr]).toEqual([
      1,
      `The record does not verify: ${complaintStream(settled.number)} revision 2: It was changed after it was recorded. Run redress verify on the register.\n`,
    ]);
  });
});

describe('heads that were saved', () => {
  const heads = workplace.path('heads.jsonl');
  let text: string;
  beforeAll(async () => {
    expect((await redress('verify', '--save-head', heads)).code).toBe(0);
    text = readFileSync(heads, 'utf8');
  });

  it('are never overwritten', async () => {
    const { code, stderr } = await redress('verify', '--save-head', heads);
    expect([code, stderr, readFileSync(heads, 'utf8')]).toEqual([
      1,
      `${heads} exists already; a saved head is kept. Name another file.\n`,
      text,
    ]);
  });

  it('hold for a record that has grown', async () => {
    await redress('import', 'cfpb', register, '--limit', '22', '--quiet');
    const grown = await redress('verify', '--head', heads, '--json');
    const { ok, problems } = JSON.parse(grown.stdout) as { ok: boolean; problems: unknown[] };
    expect([grown.code, ok, problems]).toEqual([0, true, []]);
  });

  it('find a tail that was cut, which a chain alone cannot', async () => {
    const cut = copyOf(data, workplace.path('cut'));
    const last = JSON.parse(text.split('\n')[0]!) as { stream: string; revision: number };
    while (
      tamperWith(
        cut,
        `DELETE FROM event WHERE position = (SELECT max(position) FROM event) AND NOT (${eventOf})`,
        last.revision,
        last.stream,
      )
    );
    tamperWith(cut, 'DELETE FROM event WHERE position = (SELECT max(position) FROM event)');
    const [without, against] = await Promise.all([
      workplace.run(cut, ['verify']),
      workplace.run(cut, ['verify', '--head', heads, '--json']),
    ]);
    const { problems } = JSON.parse(against.stdout) as { problems: { stream: string; what: string }[] };
    expect([without.code, against.code, problems.find(({ stream }) => stream === last.stream)!.what]).toEqual([
      0,
      3,
      `Up to revision ${last.revision} it was saved; the end is missing now.`,
    ]);
  });
});

describe('a complaint that this build cannot fold', () => {
  let parking: string;
  const run = (...args: readonly string[]): Promise<Ended> => workplace.run(parking, args);
  beforeAll(async () => {
    parking = copyOf(data, workplace.path('parking'));
    await addEventOfNewerBuild(parking, received.number);
    expect((await run('stats', '--quiet')).code).toBe(0);
  });

  it('is listed and shown with the reason, stays parked when it is retried, and refuses a rebuild', async () => {
    const [listed, shown] = [await run('parked', 'list', '--json'), await run('parked', 'show', received.number, '--json')];
    const ajv = new Ajv({ strict: false });
    const lines = listed.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as object);
    const [isPark, isShown] = [ajv.compile(schemas['parked list']!), ajv.compile(schemas['parked show']!)];
    expect([listed.code, lines.map((line) => isPark(line)), shown.code, isShown(JSON.parse(shown.stdout))]).toEqual([
      0,
      [true, true, true, true],
      0,
      true,
    ]);
    expect(new Set(lines.map((line) => JSON.stringify({ ...line, readModel: '' })))).toEqual(
      new Set([
        JSON.stringify({
          readModel: '',
          stream: complaintStream(received.number),
          revision: 1,
          reason: 'UnknownEvent: This build does not know ComplaintTranslated in schema 1; install the newer one.',
          build: '0.1.0',
        }),
      ]),
    );
    const retried = await run('parked', 'retry', '--json');
    const refused = await run('projections', 'rebuild', 'queue');
    const allowed = await run('projections', 'rebuild', 'queue', '--allow-parked', '--json');
    expect([retried.code, retried.stdout, refused.code, refused.stdout, allowed.code]).toEqual([3, listed.stdout, 3, '', 0]);
    expect(refused.stderr).toContain(`${complaintStream(received.number)} at revision 1`);
  }, 180_000);
});

describe('a register that was cut short', () => {
  it('ends with 3, keeps the good rows and says which row was not taken', async () => {
    const { code, stdout } = await workplace.run(workplace.path('cut-short'), ['import', 'cfpb', cutShort, '--dry-run', '--json']);
    const { rows, imported, rejected } = JSON.parse(stdout) as {
      rows: number;
      imported: number;
      rejected: { row: number; reason: string }[];
    };
    expect([code, imported, rejected.map(({ row }) => row)]).toEqual([3, rows - 1, [rows]]);
  }, 180_000);
});

describe('a data folder', () => {
  const refusals: readonly (readonly [what: string, spoil: (folder: string) => void, said: string])[] = [
    [
      'that is not ours',
      (folder) => {
        unlinkSync(join(folder, 'events.db'));
        makeFile(join(folder, 'events.db'), anotherKind);
      },
      'events.db is no event log of Redress; choose another data folder or move the file away.',
    ],
    [
      'from a newer version',
      (folder) => {
        unlinkSync(join(folder, 'events.db'));
        makeFile(join(folder, 'events.db'), newerKind);
      },
      'events.db was written by a newer version (2; this one knows 1); install that version.',
    ],
    [
      'with a damaged record',
      (folder) => writeFileSync(join(folder, 'events.db'), 'Dear Sir or Madam, '.repeat(2_000)),
      'events.db is damaged or is no database; restore the last backup into an empty data folder.',
    ],
    [
      'with damaged read models',
      (folder) => writeFileSync(join(folder, 'views.db'), 'Dear Sir or Madam, '.repeat(2_000)),
      'views.db is damaged or is no database; move it away: the read models are built anew from the record.',
    ],
  ];
  it.each(refusals)('%s is refused with a sentence that helps', async (what, spoil, said) => {
    const folder = copyOf(data, workplace.path(what.replaceAll(' ', '-')));
    spoil(folder);
    const [verified, served, checked] = await Promise.all(
      [['verify'], ['serve'], ['check', '--json']].map((args) => workplace.run(folder, args, { REDRESS_PORT: '0' })),
    );
    const { checks } = JSON.parse(checked!.stdout) as { checks: { what: string; says: string }[] };
    expect([ended(verified!), ended(served!), checked!.code, checks.find((line) => line.what === 'stores')!.says]).toEqual([
      [1, '', `${said}\n`],
      [1, '', `${said}\n`],
      3,
      said,
    ]);
  });

  it('without its keys is refused, and none are made', async () => {
    const folder = copyOf(data, workplace.path('without-keys'));
    const keys = join(folder, 'keys.db');
    unlinkSync(keys);
    const said = `The record is there but its keys are not: ${keys} is missing. Restore both from one backup, or name the right file in REDRESS_KEY_STORE.\n`;
    for (const verb of ['verify', 'serve']) expect(ended(await workplace.run(folder, [verb]))).toEqual([1, '', said]);
  });

  it('of another time zone is refused', async () => {
    const answer = await workplace.run(data, ['stats'], { REDRESS_TIME_ZONE: 'Asia/Baku' });
    expect(ended(answer)).toEqual([1, '', 'The register was begun in the time zone UTC, not Asia/Baku; set REDRESS_TIME_ZONE=UTC.\n']);
  });

  it('that cannot be made is refused', async () => {
    const folder = join(register, 'data');
    const [verified, checked] = await Promise.all([workplace.run(folder, ['verify']), workplace.run(folder, ['check'])]);
    expect([verified.code, verified.stdout, verified.stderr.startsWith(`The folder ${folder} cannot be made: `)]).toEqual([1, '', true]);
    expect([checked.code, checked.stdout.includes(`${register} is no folder that can be written`)]).toEqual([3, true]);
  });
});
