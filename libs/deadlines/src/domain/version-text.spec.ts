import fc from 'fast-check';
import type { Calendar } from './calendar';
import { calendarOfFirst, firstCalendar, firstPolicy, policyOfFirst } from './first-versions';
import {
  calendarIn,
  calendarText,
  calendarTextProblems,
  mostTextBytes,
  policyIn,
  policyText,
  policyTextProblems,
  UnreadableVersion,
} from './version-text';

const policy = policyOfFirst(firstPolicy.policy);
const calendar = calendarOfFirst(firstCalendar('Asia/Baku').calendar);
const none = new Map<string, Calendar>();

describe('the text of a version', () => {
  it('of the first day is read as the policy and the calendar it always meant', () =>
    expect([policyIn(JSON.stringify(firstPolicy.policy)), calendarIn(JSON.stringify(firstCalendar('Asia/Baku').calendar))]).toEqual([
      policy,
      calendar,
    ]));
  it('holds exactly what was written', () =>
    expect([policyIn(policyText(policy)), calendarIn(calendarText(calendar))]).toEqual([policy, calendar]));
  it('says how it is written, so that an older build does not misread it', () =>
    expect([policyText(policy), calendarText(calendar)].map((text) => text.slice(0, 11))).toEqual(['{"format":2', '{"format":2']));
  it.each([
    ['written by a newer build', '{"format":3}'],
    ['cut short', '{"format":2,'],
    ['that is no object', '[]'],
  ])('%s is not guessed at', (_what, text) => {
    expect(() => policyIn(text)).toThrow(UnreadableVersion);
    expect(() => calendarIn(text)).toThrow(UnreadableVersion);
  });
});

describe('a text that somebody wrote', () => {
  it('may say its format or leave it out', () =>
    expect([
      policyTextProblems(JSON.stringify(policy), none),
      policyTextProblems(policyText(policy), none),
      calendarTextProblems(calendarText(calendar)),
    ]).toEqual([[], [], []]));
  it('is refused in another format', () =>
    expect(calendarTextProblems(JSON.stringify({ format: 1, ...calendar }))).toEqual([
      { path: 'format', code: 'format.unknown', detail: 'Give 2, or leave it out: this build writes no other.' },
    ]));
  it('is refused when it is no JSON', () =>
    expect(policyTextProblems('{"title": ', none)).toEqual([
      { path: '', code: 'text.no-json', detail: 'Give JSON: this text ends early or has a comma or quotation mark too many.' },
    ]));
  it('is refused when an event could not hold it, quotation marks counted as they are stored', () => {
    const days = Array.from({ length: 1_500 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10));
    const long: Calendar = {
      ...calendar,
      holidays: days.map((day) => ({ day, name: 'Closed for the stocktaking of the year, and for repairs' })),
      knownUntil: '2031-01-01',
    };
    const text = calendarText(long);
    expect(text.length).toBeLessThan(131_072 + 20_000);
    expect(calendarTextProblems(text)).toEqual([
      {
        path: '',
        code: 'text.too-long',
        detail: `It takes ${JSON.stringify(text).length} bytes and an event holds ${mostTextBytes} of it; leave out years that are over.`,
      },
    ]);
  });
  it('that nests without end is refused like any other', () =>
    expect(
      policyTextProblems(`{"title": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`, none).map(({ path, code }) => [path, code]),
    ).toContainEqual(['title', 'text.expected']));
});

describe('any text at all', () => {
  /** A policy or calendar in which something was put in the place of something else, at any depth. */
  const spoilt = (whole: object): fc.Arbitrary<unknown> => {
    const paths = pathsIn(whole, []);
    return fc.tuple(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 })).map(([path, value]) => withValue(whole, path, value));
  };
  const pathsIn = (value: unknown, path: readonly string[]): readonly (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]))]
      : [path];
  const withValue = (whole: unknown, [name, ...rest]: readonly string[], value: unknown): unknown => {
    if (name === undefined) return value;
    const copy: Record<string, unknown> = Array.isArray(whole) ? ([...(whole as unknown[])] as never) : { ...(whole as object) };
    copy[name] = withValue(copy[name], rest, value);
    return copy;
  };

  it('is either a policy that is read back as it is, or is refused with at least one reason, each with a code and something to do', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          spoilt(policy).map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const problems = policyTextProblems(text, none);
          expect(problems.filter(({ code, detail }) => !/^[a-z-]+(\.[a-z-]+)+$/.test(code) || !detail.endsWith('.'))).toEqual([]);
          if (problems.length === 0) expect(policyIn(policyText(JSON.parse(text) as never))).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 2_000 },
    ));
  it('is either a calendar that is read back as it is, or is refused', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          spoilt(calendar).map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const problems = calendarTextProblems(text);
          if (problems.length === 0) expect(calendarIn(calendarText(JSON.parse(text) as never))).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 2_000 },
    ));
});
