import { readFileSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv';
import { schemas } from '../apps/cli/src/schemas';
import { makeRegister, type People } from './driving/people';
import { type Ended, Workplace } from './driving/redress';

const workplace = new Workplace();
const data = workplace.path('register');
let people: People;
const as = (key: string, ...args: readonly string[]): Promise<Ended> => workplace.run(data, args, { REDRESS_API_KEY: key });
const redress = (...args: readonly string[]): Promise<Ended> => as(people['quality-manager'].key, ...args);
const ended = ({ code, stdout, stderr }: Ended): readonly [number | null, string, string] => [code, stdout, stderr];
const written = (name: string, content: unknown): string => {
  const file = workplace.path(name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

beforeAll(async () => void (people = await makeRegister(data)), 120_000);
afterAll(() => workplace.remove());

describe('policies and calendars on the command line', () => {
  const ajv = new Ajv({ strict: false });
  const wrongLines = (schema: string, { stdout }: Ended): readonly unknown[] => {
    const isRight = ajv.compile(schemas[schema]!);
    return stdout
      .split('\n')
      .slice(0, -1)
      .flatMap((line) => (isRight(JSON.parse(line)) ? [] : [{ line, errors: isRight.errors }]));
  };
  const holidays = written('holidays.csv', 'day,name\n1405-01-01,Nowruz\n1405-01-02,Nowruz\n');
  const week = ['--time-zone', 'Asia/Tehran', '--weekend', 'thursday,friday', '--hours', '08:00-16:00'];
  const importing = ['calendars', 'import', holidays, '--title', 'Ours', '--source', 'Our notice', '--calendar', 'jalali', ...week];

  it('are adopted, listed and shown, each answer in JSON as its schema says', async () => {
    const asked: readonly (readonly [string, readonly string[], number])[] = [
      ['calendars adopt', ['calendars', 'adopt', 'ireland', '--approved'], 1],
      ['policies adopt', ['policies', 'adopt', 'ie-cpc-2025', '--dry-run'], 1],
      ['policies adopt', ['policies', 'adopt', 'ie-cpc-2025', '--as', 'ours'], 1],
      ['policies list', ['policies'], 2],
      ['policies list', ['policies', 'list'], 2],
      ['policies show', ['policies', 'show', 'ours@1'], 1],
      ['policies presets', ['policies', 'presets'], 14],
      ['calendars list', ['calendars', 'list'], 2],
      ['calendars show', ['calendars', 'show', 'every-day'], 1],
      ['calendars published', ['calendars', 'published'], 8],
      ['calendars draft', ['calendars', 'draft', '--country', 'IE', '--from', '2026', '--to', '2027', '--time-zone', 'Europe/Dublin'], 1],
      ['calendars import', importing, 1],
    ];
    for (const [schema, args, lines] of asked) {
      const answer = await redress(...args, '--json', '--quiet');
      expect([args, answer.code, answer.stderr, answer.stdout.split('\n').length - 1, wrongLines(schema, answer)]).toEqual([
        args,
        0,
        '',
        lines,
        [],
      ]);
    }
  });

  it('take a draft only from somebody who approves it', async () => {
    const { stdout } = await redress(...importing);
    const file = written('tehran.json', stdout);
    const days = (JSON.parse(stdout) as { calendar: { holidays: readonly { day: string }[] } }).calendar.holidays.map(({ day }) => day);
    const [refused, supplied, adopted] = [
      await redress('calendars', 'adopt', file),
      await redress('calendars', 'adopt', 'iran'),
      await redress('calendars', 'adopt', file, '--approved'),
    ];
    const sentence = 'This is a draft: compare every day with what was announced, correct it, and adopt it with --approved.\n';
    expect([days, ended(refused), ended(supplied), ended(adopted)]).toEqual([
      ['2026-03-21', '2026-03-22'],
      [1, '', sentence],
      [1, '', sentence],
      [0, 'tehran version 1 is adopted; what is received from now on can fall under it.\n', ''],
    ]);
  });

  it('take a preset as a file, changed, under an id of its own', async () => {
    const { stdout } = await redress('policies', 'presets', 'iso10002-default');
    const file = written('house.json', { ...(JSON.parse(stdout) as object), title: 'Our promise', applies: { products: ['router'] } });
    const { text } = JSON.parse(
      (await redress('policies', 'adopt', file, '--json').then(() => redress('policies', 'show', 'house', '--json'))).stdout,
    ) as {
      text: string;
    };
    expect(JSON.parse(text)).toEqual({ format: 2, ...(JSON.parse(readFileSync(file, 'utf8')) as object) });
  });

  it('are refused with every reason at once, with 1, or 3 where only that was asked', async () => {
    const file = written('wrong.json', { title: 'Half a calendar', timeZone: 'Mars/Olympus' });
    const [tried, refused] = [await redress('calendars', 'adopt', file, '--dry-run'), await redress('calendars', 'adopt', file)];
    const reasons = [
      'source: Add `source`.',
      'effectiveFrom: Add `effectiveFrom`.',
      'week: Add `week`.',
      'holidays: Add `holidays`.',
      'workingDays: Add `workingDays`.',
      'knownUntil: Add `knownUntil`.',
      'timeZone: Give the IANA name of a time zone, as in Europe/London or Asia/Baku.',
    ];
    const told = `${reasons.join('\n')}\n`;
    expect([ended(tried), ended(refused)]).toEqual([
      [3, told, ''],
      [1, '', told],
    ]);
  });

  it.each([
    [
      ['policies', 'adopt', 'no-such-thing'],
      'no-such-thing is no readable file, and nothing of this name comes with Redress; `redress policies presets` lists what does.\n',
    ],
    [['policies', 'adopt', written('cut.json', '{"title": ')], expect.stringContaining('is no JSON') as string],
    [['policies', 'show', 'iso10002-default@2'], 'There is no such policy, or no such version; `redress policies list` shows them.\n'],
    [
      ['calendars', 'draft', '--country', 'XX', '--from', '2026', '--to', '2026', '--time-zone', 'UTC'],
      expect.stringContaining('No holidays are known of XX') as string,
    ],
    [
      [
        'calendars',
        'import',
        written('bad.csv', 'day,name\n2026-02-30,Nothing\nsoon,Never\n'),
        '--title',
        'T',
        '--source',
        'S',
        '--time-zone',
        'UTC',
      ],
      expect.stringMatching(/line 2: .*\n.*line 3: /) as string,
    ],
  ])('that cannot be had (%j) say what to do', async (args, said) => expect(ended(await redress(...args))).toEqual([1, '', said]));

  it('are for quality managers and admins, auditors read them, and without a key nobody stands for them', async () => {
    const [auditor, admin] = [people.auditor.key, people.admin.key];
    const answers = [
      await workplace.run(data, ['policies', 'adopt', 'us-cfpb']),
      await as(auditor, 'policies', 'list', '--json'),
      await as(auditor, 'calendars', 'adopt', 'us-federal', '--approved'),
      await as(people.agent.key, 'policies'),
      await as(admin, 'calendars', 'adopt', 'us-federal', '--approved', '--json'),
    ];
    expect(answers.map(({ code, stderr }) => [code, stderr])).toEqual([
      [1, 'Without a key nobody stands for this; set REDRESS_API_KEY to the key of somebody whose role may.\n'],
      [0, ''],
      [1, 'The role auditor may not adopt policies and calendars; ask a quality manager or an admin.\n'],
      [1, 'The role agent may not do this; ask somebody whose role may.\n'],
      [0, ''],
    ]);
  });

  it('are adopted once by processes that start at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => redress('calendars', 'adopt', 'sample-office', '--json')));
    const { code, stdout } = await redress('calendars', 'show', 'sample-office', '--json');
    expect([new Set(answers.map((answer) => answer.stdout)).size, code, (JSON.parse(stdout) as { version: number }).version]).toEqual([
      1, 0, 1,
    ]);
    expect((await redress('calendars', 'show', 'sample-office@2')).code).toBe(1);
  });
});
