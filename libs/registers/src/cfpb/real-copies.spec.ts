import { join } from 'node:path';
import { type CfpbRow, cfpbRow, isRejected } from './cfpb-row';
import type { ColumnName } from './columns';
import { type Rejected, readRegister } from './read-register';

const now = '2026-05-01T09:00:00.000Z';
const samples = join(__dirname, '../../../../data-samples/cfpb');

interface Facts {
  readonly notFound: readonly ColumnName[];
  readonly rejected: readonly Rejected[];
  readonly ids: ReadonlySet<string>;
  readonly days: readonly [string, string];
  readonly counts: Readonly<Record<'responses' | 'timely' | 'disputed' | 'channels', Readonly<Record<string, number>>>>;
  readonly flagged: number;
  readonly sent: number;
}

const factsOf = async (file: string): Promise<Facts> => {
  const { columns, rows } = await readRegister(join(samples, file));
  const [rejected, ids, days]: [Rejected[], Set<string>, string[]] = [[], new Set(), []];
  const counts: Record<keyof Facts['counts'], Record<string, number>> = { responses: {}, timely: {}, disputed: {}, channels: {} };
  const count = (of: keyof Facts['counts'], key: string): number => (counts[of][key] = (counts[of][key] ?? 0) + 1);
  let [flagged, sent] = [0, 0];
  for await (const read of rows) {
    const row: CfpbRow | Rejected = isRejected(read) ? read : cfpbRow(columns, read, now);
    if (isRejected(row)) {
      rejected.push(row);
      continue;
    }
    ids.add(row.id!);
    days.push(row.receivedOn);
    count('responses', row.response.outcome ?? row.response.kind);
    count('timely', String(row.timely));
    count('disputed', String(row.disputed));
    count('channels', row.channel);
    flagged += row.flags.length;
    if (row.sentAt !== null) sent += 1;
  }
  days.sort();
  return { notFound: columns.notFound, rejected, ids, days: [days[0]!, days.at(-1)!], counts, flagged, sent };
};

const shared = (a: Facts, b: Facts): number => [...a.ids].filter((id) => b.ids.has(id)).length;

describe('the real copies of the register', () => {
  let [boa, nyu, head, sklearn, socrata] = [] as unknown as [Facts, Facts, Facts, Facts, Facts];
  beforeAll(async () => {
    boa = await factsOf('boa-2017-2023-62516.csv.gz');
    nyu = await factsOf('nyu-2015-2020-6623.csv.gz');
    head = await factsOf('head1mib-2012-2023-2067.truncated.csv');
    sklearn = await factsOf('sklearn-2016-2020-268.csv');
    socrata = await factsOf('socrata-2012-2017-145.csv');
  }, 180_000);

  it('say of boa what its publishers counted', () =>
    expect({ ...boa, ids: boa.ids.size }).toEqual({
      notFound: ['Consumer complaint narrative', 'Company', 'ZIP code', 'Tags', 'Consumer consent provided?', 'Consumer disputed?'],
      rejected: [],
      ids: 62_516,
      days: ['2017-05-01', '2023-08-28'],
      counts: {
        responses: { explanation: 41_044, 'monetary-relief': 14_697, 'non-monetary-relief': 5_273, 'in-progress': 1_494, closed: 8 },
        timely: { true: 58_619, false: 2_403, null: 1_494 },
        disputed: { null: 62_516 },
        channels: { referral: 10_856, web: 45_423, phone: 4_684, letter: 1_318, fax: 233, email: 2 },
      },
      flagged: 0,
      sent: 62_516,
    }));

  it('say of nyu what its publishers counted', () =>
    expect({ ...nyu, ids: nyu.ids.size }).toEqual({
      notFound: [],
      rejected: [],
      ids: 6_623,
      days: ['2015-04-06', '2020-03-19'],
      counts: {
        responses: { explanation: 5_557, 'non-monetary-relief': 779, 'monetary-relief': 211, untimely: 37, 'in-progress': 35, closed: 4 },
        timely: { true: 6_529, false: 94 },
        disputed: { true: 9, false: 23, null: 6_591 },
        channels: { web: 5_143, referral: 627, letter: 267, fax: 102, phone: 482, email: 2 },
      },
      flagged: 0,
      sent: 6_623,
    }));

  it('keep the good rows of head1mib and name its broken tail', () =>
    expect({ ...head, ids: head.ids.size }).toEqual({
      notFound: [],
      rejected: [{ row: 2_068, reason: 'The file ends inside a quoted cell, so this row is not complete; fetch the file again.' }],
      ids: 2_067,
      days: ['2012-01-13', '2023-09-08'],
      counts: {
        responses: { explanation: 627, 'in-progress': 616, 'non-monetary-relief': 789, 'monetary-relief': 33, 'without-relief': 2 },
        timely: { true: 2_066, false: 1 },
        disputed: { true: 1, false: 13, null: 2_053 },
        channels: { web: 2_000, phone: 41, referral: 17, letter: 9 },
      },
      flagged: 0,
      sent: 2_067,
    }));

  it('say of sklearn what its publishers counted', () =>
    expect({ ...sklearn, ids: sklearn.ids.size }).toEqual({
      notFound: [],
      rejected: [],
      ids: 268,
      days: ['2016-07-13', '2020-06-29'],
      counts: {
        responses: { explanation: 215, 'non-monetary-relief': 40, 'monetary-relief': 10, untimely: 2, 'in-progress': 1 },
        timely: { true: 263, false: 5 },
        disputed: { true: 1, false: 1, null: 266 },
        channels: { web: 211, referral: 25, phone: 17, letter: 10, fax: 4, email: 1 },
      },
      flagged: 0,
      sent: 268,
    }));

  it('say of socrata what its publishers counted', () =>
    expect({ ...socrata, ids: socrata.ids.size }).toEqual({
      notFound: [],
      rejected: [],
      ids: 145,
      days: ['2012-05-17', '2017-04-22'],
      counts: {
        responses: { explanation: 108, 'non-monetary-relief': 12, 'monetary-relief': 11, 'in-progress': 10, untimely: 3, closed: 1 },
        timely: { true: 134, false: 11 },
        disputed: { true: 4, false: 141 },
        channels: { web: 101, referral: 24, phone: 9, letter: 9, fax: 2 },
      },
      flagged: 0,
      sent: 145,
    }));

  it('share the ids that they share', () =>
    expect([shared(boa, nyu), shared(boa, head), shared(boa, sklearn), shared(nyu, sklearn)]).toEqual([84, 18, 3, 236]));
});
