import type { Code, Pin } from '@redress/kernel';
import type { About, Moment } from './moments';
import type { ClockRule, Policy, Stop } from './policy';
import { beginsInHandling } from './rounds';

/**
 * A part of a complaint that falls under another policy than the rest, with the history its clocks see. Some rules let a firm split what
 * concerns them only in part (Financial Conduct Authority, Handbook, DISP 1.6.2A).
 */
export interface Part {
  /** From 1. */
  readonly part: number;
  readonly policy: Pin;
  readonly calendar: Pin;
  readonly moments: readonly Moment[];
}

/** What is said to or by the complainant about all of it counts for each part too; what ends or mends the rest does not. */
const ofAll: ReadonlySet<Moment['what']> = new Set<Moment['what']>([
  'received',
  'recorded',
  'forwarded',
  'aware',
  'acknowledged',
  'update-sent',
  'holding-letter',
  'about',
  'paused',
  'resumed',
  'extended',
  'reopened',
  'closed',
]);

/** Every part that was separated, in that order. */
export const partsOf = (moments: readonly Moment[]): readonly Part[] =>
  moments.filter(isSeparated).map(({ part, policy, calendar, about }) => {
    return { part, policy, calendar, moments: moments.flatMap((moment) => momentsOfPart(moment, part, about)) };
  });

const isSeparated = (moment: Moment): moment is Extract<Moment, { what: 'separated' }> => moment.what === 'separated';

/** The answer to a part is all of its end: it is decided and resolved by it. */
const momentsOfPart = (moment: Moment, part: number, own: Partial<About>): readonly Moment[] => {
  if (moment.what === 'part-answered') {
    const { revision, at } = moment;
    return moment.part !== part
      ? []
      : [
          { what: 'decided', revision, at },
          { what: 'resolved', revision, at },
        ];
  }
  if (!ofAll.has(moment.what)) return [];
  return moment.what === 'about' ? [{ ...moment, about: { ...moment.about, ...own } }] : [moment];
};

/** The complaint without its parts, as if none had been separated. */
export const withoutParts = (moments: readonly Moment[]): readonly Moment[] =>
  moments.some(isSeparated) ? moments.filter(({ what }) => what !== 'separated' && what !== 'part-answered') : moments;

/** What clocks of a part are called; a policy names no clock like that. */
export const clockOfPart = (part: number, clock: Code): Code => `part-${part}-${clock}`;
export const isClockOfPart = (clock: Code): boolean => /^part-\d+-/.test(clock);

/**
 * Of the policy of a part, the times for an answer: everything else is promised for the complaint as a whole. Clocks stand still only for
 * what that policy allows too.
 */
export const policyOfPart = (policy: Policy, part: number): Policy => {
  const known = made.get(policy)?.get(part);
  if (known !== undefined) return known;
  const own = renamed(policy, part);
  made.set(policy, (made.get(policy) ?? new Map<number, Policy>()).set(part, own));
  return own;
};
/** A version never changes, and every line of a queue asks for it. */
const made = new WeakMap<Policy, Map<number, Policy>>();

const renamed = (policy: Policy, part: number): Policy => {
  const clocks = policy.clocks.filter(isForAnswer);
  const ids = new Set(clocks.map(({ id }) => id));
  const name = (clock: Code): Code => clockOfPart(part, clock);
  const names = (some: readonly Code[]): readonly Code[] => some.filter((clock) => ids.has(clock)).map(name);
  const ofOwnClocks = <T extends { readonly clock: Code }>(some: readonly T[]): readonly T[] =>
    some.filter(({ clock }) => ids.has(clock)).map((one) => ({ ...one, clock: name(one.clock) }));
  const { shortRoute } = policy;
  return {
    ...policy,
    clocks: clocks.map((rule) => ({ ...rule, id: name(rule.id) })),
    pauses: policy.pauses.map((rule) => ({ ...rule, clocks: names(rule.clocks ?? [...ids]) })),
    shortRoute: shortRoute && { ...shortRoute, cancels: names(shortRoute.cancels) },
    escalation: ofOwnClocks(policy.escalation),
    reminders: ofOwnClocks(policy.reminders),
  };
};

const answers: readonly Stop[] = ['decided', 'resolved'];
const toldOfAll: readonly Stop[] = ['acknowledged', 'update-sent'];
const isForAnswer = ({ start, stops }: ClockRule): boolean =>
  stops.some((stop) => answers.includes(stop)) && !stops.some((stop) => toldOfAll.includes(stop)) && !beginsInHandling.includes(start);
