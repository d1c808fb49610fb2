import { RequestRefused } from '../problems/problem';
import { freshnessOf } from './freshness';
import { idempotencyKeyOf, ifMatchOf, refuseIfMatch } from './headers';

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof RequestRefused ? [error.status, error.faults[0].code] : error;
  }
};

describe('Idempotency-Key', () => {
  it.each(['k', 'letter 2026/17', 'b558317e-b6b7-5e55-bf4c-bd2c3d17593d', '~'.repeat(200)])('is taken as %s', (key) =>
    expect(idempotencyKeyOf({ 'idempotency-key': key })).toBe(key),
  );
  it('may be left out', () => expect(idempotencyKeyOf({})).toBe(undefined));
  it.each(['', ' ', 'a\tb', 'é', 'x'.repeat(201), 'k, k2 '])('is refused as %j', (key) =>
    expect(codeOf(() => idempotencyKeyOf({ 'idempotency-key': key }))).toEqual([400, 'idempotency-key.malformed']),
  );
});

describe('If-Match', () => {
  it.each([
    ['"0"', 0],
    ['"12"', 12],
  ])('is taken as %s', (tag, revision) => expect(ifMatchOf({ 'if-match': tag })).toBe(revision));
  it('may be left out', () => expect(ifMatchOf({})).toBe(undefined));
  it.each(['W/"3"', '3', '*', '"3", "4"', '"-1"', '"03"', '"3.0"', '""', `"${'9'.repeat(16)}"`])('is refused as %s', (tag) =>
    expect(codeOf(() => ifMatchOf({ 'if-match': tag }))).toEqual([400, 'if-match.malformed']),
  );
  it('is refused where something is created', () =>
    expect([codeOf(() => refuseIfMatch({ 'if-match': '"0"' })), codeOf(() => refuseIfMatch({}))]).toEqual([
      [400, 'if-match.not-here'],
      undefined,
    ]));
});

describe('how new an answer must be', () => {
  it.each([
    [{}, { atLeast: null, wait: 2_000 }],
    [{ atLeast: '1042' }, { atLeast: '1042', wait: 2_000 }],
    [
      { atLeast: '0', wait: '500ms' },
      { atLeast: '0', wait: 500 },
    ],
    [{ wait: '10s' }, { atLeast: null, wait: 10_000 }],
    [{ wait: '0s' }, { atLeast: null, wait: 0 }],
  ])('is read from %j', (query, freshness) => expect(freshnessOf(query)).toEqual(freshness));
  it.each(['', '-1', '01', '1e3', '1.0', 'now', ['1', '2']])('is refused as atLeast=%j', (atLeast) =>
    expect(codeOf(() => freshnessOf({ atLeast }))).toEqual([400, 'at-least.malformed']),
  );
  it.each(['', '2', '11s', '10001ms', '-1s', '1m', '2S', ['1s', '2s']])('is refused as wait=%j', (wait) =>
    expect(codeOf(() => freshnessOf({ wait }))).toEqual([400, 'wait.malformed']),
  );
});
