import { cfpbSample } from './cfpb-sample';
import { drawn, type Drawn, lifeLine } from './life-line';

const many = Array.from({ length: 20_000 }, (_nothing, nth) => drawn('spread', nth));
const shareOf = (what: (each: Drawn) => boolean): number => many.filter(what).length / many.length;
/** Four standard deviations of a share among so many: what lies beyond is no chance. */
const within = (share: number): number => 4 * Math.sqrt((share * (1 - share)) / many.length) + 1e-9;
const sumOf = (values: readonly (readonly [unknown, number])[]): number => values.reduce((sum, [, rows]) => sum + rows, 0);

describe('a life line', () => {
  it('is the same to the letter for the same seed and number', () => {
    const written = (seed: string, nth: number) => {
      const line = lifeLine(seed, nth);
      return JSON.stringify([line.receipt, line.later('370691682022', 'staff-a')]);
    };
    expect([written('a', 5) === written('a', 5), written('a', 5) === written('a', 6), written('a', 5) === written('b', 5)]).toEqual([
      true,
      false,
      false,
    ]);
  });
  it('has keys of its own, so that nothing of it is done twice', () => {
    const lines = Array.from({ length: 50 }, (_nothing, nth) => lifeLine('a', nth));
    const keys = lines.flatMap((line) => [line.receipt, ...line.later('370691682022', 'staff-a')]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('goes forward in time', () => {
    const back = Array.from({ length: 500 }, (_nothing, nth) => lifeLine('time', nth)).filter((line) => {
      const times = [line.receipt.body as { receivedAt: string }].map(({ receivedAt }) => receivedAt);
      times.push(...line.later('370691682022', 'staff-a').map(({ body }) => (body as { at: string }).at));
      return times.some((at, n) => n > 0 && at < times[n - 1]!);
    });
    expect(back).toEqual([]);
  });
  it('ends before anybody could run it', () => {
    const times = Array.from({ length: 2_000 }, (_nothing, nth) => lifeLine('end', nth).later('370691682022', 'staff-a'));
    const last = times
      .flat()
      .reduce((latest, { body }) => ((body as { at: string }).at > latest ? (body as { at: string }).at : latest), '');
    expect(last < '2024-06-01').toBe(true);
  });
});

describe('many life lines', () => {
  it.each([
    ['channel', cfpbSample.channels],
    ['region', cfpbSample.regions],
    ['response', cfpbSample.responses],
    ['timely', cfpbSample.timely],
    ['disputed', cfpbSample.disputed],
    ['daysToAcknowledge', cfpbSample.days],
  ] as const)('have each %s as often as the sample', (field, values) => {
    const wrong = values.flatMap(([value, rows]) => {
      const [share, found] = [rows / sumOf(values), shareOf((each) => each[field] === value)];
      return Math.abs(share - found) > within(share) ? [{ value, share, found }] : [];
    });
    expect(wrong).toEqual([]);
  });
  it('have each product, and its issues, as often as the sample', () => {
    const all = cfpbSample.products.reduce((sum, { rows }) => sum + rows, 0);
    const wrong = cfpbSample.products.flatMap(({ name, rows, issues }) => {
      const ofProduct = rows / all;
      const shares = issues.map(([issue, n]) => [issue, (ofProduct * n) / sumOf(issues)] as const);
      return [[null, ofProduct] as const, ...shares].flatMap(([issue, share]) => {
        const found = shareOf((each) => each.product === name && (issue === null || each.category === issue));
        return Math.abs(share - found) > within(share) ? [{ name, issue, share, found }] : [];
      });
    });
    expect(wrong).toEqual([]);
  });
  it('have texts as long as those of the sample: half of them up to its median', () => {
    const median = cfpbSample.lengths[10];
    expect(Math.abs(shareOf(({ length }) => length <= median) - 0.5)).toBeLessThan(within(0.5));
    expect([
      Math.min(...many.map(({ length }) => length)) >= cfpbSample.lengths[0],
      Math.max(...many.map(({ length }) => length)) <= cfpbSample.lengths[20],
    ]).toEqual([true, true]);
  });
});
