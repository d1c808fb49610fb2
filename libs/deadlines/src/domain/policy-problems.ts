import { type Code, roles } from '@redress/kernel';
import { because, countsHours, type KnownCalendars, limitOf, needsWork, roughly, type Working, workingTimeOf } from './limit-problems';
import { escalationLevels } from './escalation-levels';
import { isClockOfPart } from './parts';
import {
  type Applies,
  type ClockRule,
  ends,
  type EscalationStep,
  type Extension,
  type Limit,
  offsets,
  type OwnerlessStep,
  type PauseRule,
  type Policy,
  starts,
  stops,
} from './policy';
import {
  byWord,
  type Check,
  code,
  day,
  followedBy,
  isRecord,
  listOf,
  name,
  oneOf,
  onlyTrue,
  orNull,
  type Problem,
  record,
  refused,
  type Rule,
  text,
  wholeNumber,
  yesOrNo,
} from './shape';

/** Every reason why a value is no policy that could be put in force beside these calendars; none when it is one. */
export const policyProblems = (value: unknown, calendars: KnownCalendars): readonly Problem[] => {
  const clock = oneOf(clockIdsIn(value));
  const problems = [...shapeOf(null, clock, calendars)(value, ''), ...clockNames(value)];
  const working = workingTimeOf(value, calendars);
  if (working === null) return problems;
  // Asked apart, so that a limit that lacks a calendar is still read by the other rules.
  return [...problems, ...shapeOf(working, clock, calendars)(value, '').filter((problem) => problem.code === working.code)];
};

const shapeOf = (working: Working, clock: Check, calendars: KnownCalendars): Check => {
  const limit = limitOf(working, 1);
  const someClocks = listOf(clock, { least: 1, most: mostClocks });
  return record<Policy>(
    {
      title: text(200),
      source: text(1_000),
      effective: followedBy<Policy['effective']>(record<Policy['effective']>({ from: orNull(day), to: orNull(day) }), notBackwards),
      applies: record<Omit<Applies, 'remedies'>>(appliesTo, Object.keys(appliesTo) as (keyof typeof appliesTo)[]),
      calendar: orNull(knownIn(calendars)),
      clocks: listOf(clockRule(limit, working), { least: 1, most: mostClocks }),
      pauses: listOf(pauseRule(limit, someClocks), { most: 50 }),
      shortRoute: orNull(
        followedBy<ShortRoute>(
          record<ShortRoute>({ within: limit, ends: oneOf(ends), offset: oneOf(offsets), cancels: someClocks }),
          needsWork(working, 'ends', 'close-of-business'),
          needsWork(working, 'offset', 'next-business-day'),
        ),
      ),
      silence: orNull(followedBy<Silence>(record<Silence>({ after: limit, warning: limit }), warningComesFirst)),
      reopening: record<Policy['reopening']>({ withinDays: wholeNumber(0, 3_653), clocks: oneOf(['anew', 'go-on']) }),
      backdatingAllowanceDays: wholeNumber(0, 3_653),
      smallBusiness: yesOrNo,
      approvalLimits: byWord(roles, orNull(money)),
      competences: listOf(competence, { most: 200 }),
      escalation: listOf(escalationStep(clock, limitOf(working, -1)), { most: 100 }),
      ownerless: listOf(record<OwnerlessStep>({ after: limit, level: oneOf(escalationLevels) }), { most: 10 }),
      reminders: listOf(record<Policy['reminders'][number]>({ clock, before: limit }), { most: 100 }),
    },
    ['ownerless'],
  );
};
type ShortRoute = NonNullable<Policy['shortRoute']>;
type Silence = NonNullable<Policy['silence']>;
const mostClocks = 50;

const knownIn =
  (calendars: KnownCalendars): Check =>
  (value, path) =>
    typeof value === 'string' && calendars.has(value)
      ? []
      : refused(
          path,
          'calendar.unknown',
          'Adopt that calendar first, name one that is adopted, or give null for the calendar of the register.',
        );

const codes = listOf(code, { least: 1, most: 500 });
const appliesTo = {
  jurisdictions: codes,
  sectors: codes,
  products: codes,
  categories: codes,
  channels: codes,
  severities: listOf(wholeNumber(1, 5), { least: 1, most: 5 }),
  kinds: codes,
};
const applies = record<Applies>({ ...appliesTo, remedies: codes }, [...(Object.keys(appliesTo) as (keyof typeof appliesTo)[]), 'remedies']);

const notice = listOf(oneOf(['reason', 'date', 'recourse']), { most: 3 });
const reasons = listOf(name, { least: 1, most: 50 });

const clockRule = (limit: Check, working: Working): Check =>
  followedBy<ClockRule>(
    record<ClockRule>(
      {
        id: name,
        title: text(200),
        start: oneOf(starts),
        offset: oneOf(offsets),
        limit,
        orLimit: limit,
        limits: listOf(record<{ readonly applies: Applies; readonly limit: Limit }>({ applies, limit }), { least: 1, most: 100 }),
        ends: oneOf(ends),
        rollsForward: yesOrNo,
        stops: listOf(oneOf(stops), { least: 1, most: stops.length }),
        repeats: yesOrNo,
        extendedBy: record<NonNullable<ClockRule['extendedBy']>>({ what: oneOf(stops), limit }),
        extension: record<Extension>({ upTo: limit, by: limit, times: wholeNumber(1, 100), reasons, notice }, ['upTo', 'by']),
      },
      ['orLimit', 'limits', 'extendedBy', 'extension'],
    ),
    needsWork(working, 'ends', 'close-of-business'),
    needsWork(working, 'offset', 'next-business-day'),
    { reads: ['rollsForward'], problems: ({ rollsForward }, path) => (rollsForward ? because(working, `${path}.rollsForward`) : []) },
    hourClockEndsAtTheInstant,
    extensionFits,
    extendedByIsLonger,
  );

const hourClockEndsAtTheInstant: Rule<ClockRule> = {
  reads: ['limit', 'orLimit', 'limits', 'ends'],
  problems: ({ limit, orLimit, limits = [], ends: end }, path) => {
    const all = [limit, ...(orLimit ? [orLimit] : []), ...limits.map((each) => each.limit)];
    if (end === 'at-the-instant' || !all.every(countsHours)) return [];
    return refused(`${path}.ends`, 'clock.hours-end-at-the-instant', 'Give at-the-instant: a clock of hours runs out to the minute.');
  },
};

const extensionFits: Rule<ClockRule> = {
  reads: ['limit', 'extension'],
  problems: ({ limit, extension }, path) => {
    if (extension === undefined) return [];
    const { upTo, by } = extension;
    const inside = `${path}.extension`;
    return [
      ...(upTo === undefined && by === undefined
        ? refused(inside, 'extension.without-end', 'Say in `upTo` how long the duty may take at most, or in `by` how much later it may be.')
        : []),
      ...sameUnit(upTo, limit, `${inside}.upTo`),
      ...sameUnit(by, limit, `${inside}.by`),
      ...(upTo?.unit === limit.unit && upTo.amount <= limit.amount
        ? refused(`${inside}.upTo`, 'extension.no-longer', `Give more than the ${limit.amount} ${limit.unit} of the clock itself.`)
        : []),
    ];
  },
};
const sameUnit = (extended: Limit | undefined, { unit }: Limit, path: string): readonly Problem[] =>
  extended === undefined || extended.unit === unit
    ? []
    : refused(`${path}.unit`, 'extension.other-unit', `Count it in ${unit}, as the clock does.`);

const extendedByIsLonger: Rule<ClockRule> = {
  reads: ['limit', 'extendedBy'],
  problems: ({ limit, extendedBy }, path) =>
    extendedBy === undefined || roughly(extendedBy.limit) > roughly(limit)
      ? []
      : refused(`${path}.extendedBy.limit`, 'extension.no-longer', `Give more than the ${limit.amount} ${limit.unit} of the clock itself.`),
};

const pauseRule = (limit: Check, someClocks: Check): Check =>
  record<PauseRule>({ reason: name, clocks: someClocks, once: yesOrNo, most: limit, notice }, ['clocks', 'most']);

const escalationStep = (clock: Check, after: Check): Check =>
  record<EscalationStep>({ clock, after, level: oneOf(escalationLevels), severityFrom: wholeNumber(1, 5) }, ['severityFrom']);

const money = record<{ readonly minor: number; readonly currency: Code }>({
  minor: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  currency: (value, path) =>
    typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? [] : refused(path, 'currency.expected', 'Give the ISO 4217 code, as in EUR.'),
});

const competence = record<Policy['competences'][number]>(
  { needs: name, product: code, category: code, severityFrom: wholeNumber(1, 5), safety: onlyTrue },
  ['product', 'category', 'severityFrom', 'safety'],
);

const notBackwards: Rule<Policy['effective']> = {
  reads: ['from', 'to'],
  problems: ({ from, to }, path) =>
    from !== null && to !== null && from > to
      ? refused(path, 'effective.ends-before-it-begins', `It runs from ${from} to ${to}; give a last day that is not before the first.`)
      : [],
};

const warningComesFirst: Rule<Silence> = {
  reads: ['after', 'warning'],
  problems: ({ after, warning }, path) =>
    roughly(warning) < roughly(after)
      ? []
      : refused(`${path}.warning`, 'silence.warning-too-early', 'Warn later than the silence begins: give less than `after`.'),
};

/** Whatever stands where the ids of clocks belong. */
const clockIdsIn = (value: unknown): readonly string[] => {
  const clocks = isRecord(value) ? value['clocks'] : undefined;
  if (!Array.isArray(clocks)) return [];
  return clocks.map((each: unknown) => (isRecord(each) ? each['id'] : undefined)).filter((id) => typeof id === 'string');
};

/** Nothing else may be called what a clock is called, nor as the clocks of a part will be. */
const clockNames = (value: unknown): readonly Problem[] => {
  const clocks = isRecord(value) ? value['clocks'] : undefined;
  if (!Array.isArray(clocks)) return [];
  const ids = clocks.map((each: unknown) => (isRecord(each) ? each['id'] : undefined));
  return ids.flatMap((id, index) => {
    if (typeof id !== 'string') return [];
    const path = `clocks[${index}].id`;
    const twice = ids.indexOf(id) < index;
    return [
      ...(twice ? refused(path, 'clock.twice', `Give it another id: clocks[${ids.indexOf(id)}] has this one.`) : []),
      ...(isClockOfPart(id)
        ? refused(path, 'clock.of-part', 'Give it another id: the clocks of a part of a complaint are called so.')
        : []),
    ];
  });
};
