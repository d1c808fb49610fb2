import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { TestRegister } from '../libs/registers/src/cfpb/register.spec-support';

const samples = join(__dirname, '../data-samples/cfpb');
const [boa, nyu, sklearn, head, socrata] = [
  'boa-2017-2023-62516.csv.gz',
  'nyu-2015-2020-6623.csv.gz',
  'sklearn-2016-2020-268.csv',
  'head1mib-2012-2023-2067.truncated.csv',
  'socrata-2012-2017-145.csv',
].map((name) => join(samples, name)) as [string, string, string, string, string];

type Cells = readonly string[];
async function* recordsOf(file: string): AsyncGenerator<Cells> {
  const bytes = createReadStream(file);
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  yield* text.pipe(parse({ relax_column_count: true })) as AsyncIterable<Cells>;
}
const idsOf = async (file: string): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  let idAt = -1;
  for await (const cells of recordsOf(file)) {
    if (idAt < 0) idAt = cells.indexOf('Complaint ID');
    else ids.add(cells[idAt]!);
  }
  return ids;
};
/** The rows of a copy whose ids are among these, and so many more, as the copy has them. */
const partOf = async (file: string, ids: ReadonlySet<string>, more: number): Promise<string> => {
  let [idAt, left] = [-1, more];
  const kept: string[] = [];
  for await (const cells of recordsOf(file)) {
    if (idAt < 0) idAt = cells.indexOf('Complaint ID');
    else if (!ids.has(cells[idAt]!) && left-- <= 0) continue;
    kept.push(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  }
  return `${kept.join('\n')}\n`;
};
const streamOf = (text: string): Readable => Readable.from([Buffer.from(text)]);
const differences = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly unknown[] =>
  [...new Set([...a.keys(), ...b.keys()])]
    .filter((stream) => a.get(stream) !== b.get(stream))
    .map((stream) => [stream, a.get(stream), b.get(stream)]);
const countsOf = (outcomes: ReadonlyMap<string, string>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes.values()) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};

describe('the real copies', () => {
  const opened: TestRegister[] = [];
  const register = (): TestRegister => {
    const one = new TestRegister();
    opened.push(one);
    return one;
  };
  afterAll(() => Promise.all(opened.map((each) => each.close())));

  const everything = async (): Promise<void> => {
    const one = register();
    const { rows, imported, events, rejected, flagged } = await one.file(boa);
    expect({ rows, imported, events, rejected, flagged, head: await one.events.head(), problems: await one.problems() }).toEqual({
      rows: 62_516,
      imported: 62_516,
      events: 433_130,
      rejected: [],
      flagged: [],
      head: '433130',
      problems: [],
    });
  };
  it('give of boa 62,516 complaints and 433,130 events', everything, 900_000);

  it.each([
    ['head1mib', head, { rows: 2_068, imported: 2_067, rejected: 1 }],
    ['socrata', socrata, { rows: 145, imported: 145, rejected: 0 }],
  ] as const)(
    'add nothing when %s is imported again',
    async (_name, file, { rows, imported, rejected }) => {
      const one = register();
      const first = await one.file(file);
      expect([first.rows, first.imported, first.rejected.length, first.flagged]).toEqual([rows, imported, rejected, []]);
      expect(await one.file(file)).toEqual({ ...first, imported: 0, alreadyThere: imported, events: 0 });
      expect(await one.problems()).toEqual([]);
    },
    60_000,
  );

  const eitherOrder = async (): Promise<void> => {
    const ofBoa = await partOf(boa, await idsOf(nyu), 1_500);
    const ofNyu = await partOf(nyu, await idsOf(boa), 1_500);
    const [nyuFirst, boaFirst] = [register(), register()];
    await nyuFirst.file(streamOf(ofNyu));
    const { rows, imported, updated, alreadyThere } = await nyuFirst.file(streamOf(ofBoa));
    expect([rows, imported, updated + alreadyThere]).toEqual([1_584, 1_500, 84]);
    await boaFirst.file(streamOf(ofBoa));
    await boaFirst.file(streamOf(ofNyu));
    const [a, b] = [await nyuFirst.outcomes(), await boaFirst.outcomes()];
    expect({ differences: differences(a, b), complaints: a.size }).toEqual({ differences: [], complaints: 3_084 });
    expect(countsOf(a)).toEqual(countsOf(b));
    // Each now knows what either copy says.
    for (const one of [nyuFirst, boaFirst]) {
      expect([(await one.file(streamOf(ofNyu))).events, (await one.file(streamOf(ofBoa))).events, await one.problems()]).toEqual([
        0,
        0,
        [],
      ]);
    }
  };
  it('end in the same states, outcomes and verdicts whether nyu or boa comes first', eitherOrder, 600_000);

  const sharedBySklearn = async (): Promise<void> => {
    const ofNyu = await partOf(nyu, await idsOf(sklearn), 500);
    const [sklearnFirst, nyuFirst] = [register(), register()];
    await sklearnFirst.file(sklearn);
    const { imported, updated, alreadyThere } = await sklearnFirst.file(streamOf(ofNyu));
    expect([imported, updated + alreadyThere]).toEqual([500, 236]);
    await nyuFirst.file(streamOf(ofNyu));
    expect((await nyuFirst.file(sklearn)).imported).toBe(268 - 236);
    expect(differences(await sklearnFirst.outcomes(), await nyuFirst.outcomes())).toEqual([]);
  };
  it('find the 236 complaints again that sklearn and nyu share', sharedBySklearn, 240_000);
});
