import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { schemas } from '../apps/cli/src/schemas';
import { preset } from '@redress/deadlines';
import { makeRegister, type People } from './driving/people';
import { type Ended, Workplace } from './driving/redress';

const sample = join(__dirname, '..', 'data-samples', 'cfpb', 'socrata-2012-2017-145.csv');
const workplace = new Workplace();
const data = workplace.path('register');
let people: People;
const redress = (...args: readonly string[]): Promise<Ended> => workplace.run(data, args);
const as = (key: string, ...args: readonly string[]): Promise<Ended> => workplace.run(data, args, { REDRESS_API_KEY: key });
const ended = ({ code, stdout, stderr }: Ended): readonly [number | null, string, string] => [code, stdout, stderr];
const written = (name: string, content: unknown): string => {
  const file = workplace.path(name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

interface Line {
  readonly number: string;
  readonly clock: string;
  readonly before: string;
  readonly after: string;
}
interface Summary {
  readonly policy: { readonly id: string; readonly version: number | null; readonly sha256: string };
  readonly calendar: Summary['policy'] & { readonly draft: boolean };
  readonly totals: {
    readonly complaints: number;
    readonly judgedBefore: number;
    readonly changed: number;
    readonly newlyJudged: number;
    readonly noLongerJudged: number;
  };
}
const answered = async (...args: readonly string[]): Promise<{ readonly lines: readonly Line[]; readonly summary: Summary }> => {
  const { code, stdout, stderr } = await redress('what-if', ...args, '--json', '--quiet');
  expect([code, stderr]).toEqual([0, '']);
  const all = stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line & { readonly summary: Summary });
  return { lines: all.slice(0, -1), summary: all.at(-1)!.summary };
};

/** A day for the acknowledgement is kept as it is; nobody answers within an hour. */
const hasty = preset('iso10002-default').text;
const hastyFile = (): string =>
  written('hasty.json', {
    ...hasty,
    clocks: hasty.clocks
      .filter(({ id }) => id === 'final')
      .map((clock) => ({ ...clock, limit: { amount: 1, unit: 'hours' }, ends: 'at-the-instant' })),
    reminders: hasty.reminders.filter(({ clock }) => clock === 'final'),
  });

beforeAll(async () => {
  people = await makeRegister(data);
  expect((await redress('loadgen', '--complaints', '60', '--quiet')).code).toBe(0);
  expect((await redress('import', 'cfpb', sample, '--quiet')).code).toBe(0);
}, 240_000);
afterAll(() => workplace.remove());

describe('what-if on the command line', () => {
  it('tries a preset, an adopted version or a file, and says which text it was', async () => {
    const { summary: tried } = await answered('uk-fca-disp');
    expect((await as(people['quality-manager'].key, 'calendars', 'adopt', 'england-and-wales')).code).toBe(0);
    const adopting = await as(people['quality-manager'].key, 'policies', 'adopt', 'uk-fca-disp', '--json');
    const { summary: adopted } = await answered('uk-fca-disp');
    const { summary: first } = await answered('uk-fca-disp@1', '--calendar', 'england-and-wales@1');
    const { summary: file } = await answered(written('mine.json', preset('uk-fca-disp').text), '--calendar', 'australia-national');
    const { sha256 } = JSON.parse(adopting.stdout) as { sha256: string };
    const named = ({ policy, calendar }: Summary) => [
      policy.id,
      policy.version,
      policy.sha256,
      calendar.id,
      calendar.version,
      calendar.draft,
    ];
    expect([tried, adopted, first, file].map(named)).toEqual([
      ['uk-fca-disp', null, sha256, 'england-and-wales', null, false],
      ['uk-fca-disp', 1, sha256, 'england-and-wales', 1, false],
      ['uk-fca-disp', 1, sha256, 'england-and-wales', 1, false],
      ['mine', null, sha256, 'australia-national', null, true],
    ]);
  });

  it('lists every clock that has another verdict, or one for the first time, and then the summary', async () => {
    const { lines, summary } = await answered(hastyFile());
    const { changed, newlyJudged, noLongerJudged, complaints, judgedBefore } = summary.totals;
    expect([complaints, judgedBefore, lines.length]).toEqual([205, 60, changed + newlyJudged + noLongerJudged]);
    expect(lines.filter(({ before }) => before === 'not-judged').length).toBe(newlyJudged);
    expect(lines.filter(({ before, after }) => before === after)).toEqual([]);
  });

  it('shows people the first twenty, and how to see all', async () => {
    const { code, stdout, stderr } = await redress('what-if', hastyFile());
    const table = stdout.slice(stdout.indexOf('\nnumber ')).split('\n').slice(2, -1);
    expect([code, table.length]).toEqual([0, 20]);
    expect(stderr).toMatch(/^These are the first 20 of \d+: --json lists every one, --number tells why\.\n$/);
    expect(stdout).toContain('nothing was written\n205 complaints: 60 have a policy now, 145 have none\n');
  });

  it('tells of one complaint every clock on both sides, and why its verdict changes', async () => {
    const { lines } = await answered(hastyFile());
    const { number } = lines.find(({ clock, before, after }) => clock === 'final' && before === 'met' && after === 'missed')!;
    const [json, told] = [
      await redress('what-if', hastyFile(), '--number', number, '--json'),
      await redress('what-if', hastyFile(), '--number', number),
    ];
    const isRight = new Ajv({ strict: false }).compile(schemas['what-if']!);
    expect([json.code, isRight(JSON.parse(json.stdout)), told.code]).toEqual([0, true, 0]);
    const sentence = 'final: met now, missed under this policy: the limit is 1 hour, not 30 days.';
    expect((JSON.parse(json.stdout) as { changed: { sentence: string }[] }).changed[0]!.sentence).toBe(sentence);
    expect(told.stdout).toMatch(/\nNow:\nacknowledge, due [^]*\nUnder this policy:\nfinal, due /);
    expect(told.stdout).toContain(`${sentence}\n`);
  });

  it('takes days of receipt, both included', async () => {
    const { summary } = await answered('us-cfpb', '--from', '2017-01-01', '--to', '2017-12-31');
    const all = await answered('us-cfpb');
    expect([summary.totals.complaints > 0, summary.totals.complaints < all.summary.totals.complaints]).toEqual([true, true]);
  });

  it('writes nothing', async () => {
    const head = async () => (await redress('verify', '--json', '--quiet')).stdout;
    const before = await head();
    await answered(hastyFile());
    expect(await head()).toBe(before);
  });

  it.each([
    [['no-such-thing'], 1, 'no-such-thing is no readable file, and nothing of this name comes with Redress'],
    [['iso10002-default@7'], 1, 'There is no such policy, or no such version; `redress policies list` shows them.'],
    [['us-cfpb', '--calendar', 'us-federal@1'], 1, 'There is no such calendar, or no such version; `redress calendars list` shows them.'],
    [['us-cfpb', '--calendar', 'no-such-thing'], 1, 'no-such-thing is no readable file'],
    [['us-cfpb', '--number', '370691682022'], 1, 'There is no complaint 370 691 682 022; check the number.'],
    [['us-cfpb', '--number', '370691682022', '--from', '2026-01-01'], 2, 'Give --number, or --from and --to; not both.'],
    [['us-cfpb', '--from', '2026-02-30'], 2, 'a day such as 2026-03-31 is expected.'],
    [[], 2, "missing required argument 'policy'"],
  ])('that cannot be answered (%j) ends with %d and says what to do', async (args, code, said) => {
    const answer = await redress('what-if', ...args);
    expect([answer.code, answer.stdout]).toEqual([code, '']);
    expect(answer.stderr).toContain(said);
  });

  it('refuses a wrong text with every reason at once', async () => {
    const file = written('wrong.json', { ...preset('uk-fca-disp').text, title: '', source: '', calendar: 'nobodys' });
    expect(ended(await redress('what-if', file))).toEqual([
      1,
      '',
      [
        'title: Write a text.',
        'source: Write a text.',
        'calendar: Adopt that calendar first, name one that is adopted, or give null for the calendar of the register.',
        '',
      ].join('\n'),
    ]);
  });

  it('is for those who may read statistics', async () => {
    const answers = await Promise.all(
      (['agent', 'analyst', 'admin'] as const).map((role) => as(people[role].key, 'what-if', 'us-cfpb', '--quiet')),
    );
    expect(answers.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
      [1, 'The role admin may not do this; ask somebody whose role may.\n'],
    ]);
  });
});
