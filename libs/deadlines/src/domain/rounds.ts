import { type Code, type Instant, type Millis, millisOf } from '@redress/kernel';
import type { Break } from './breaks';
import { applies } from './applies';
import { countsHours } from './counting';
import { type About, type Moment, nothingKnown, type TimedMoment } from './moments';
import { type ClockRule, type Limit, type Policy, type Start, type Stop, stops } from './policy';

/** When something happened; where nobody published it, what it must lie between, null where nobody says that either. */
export interface When {
  readonly at: Millis | null;
  readonly notBefore: Millis | null;
  readonly notAfter: Millis | null;
}

/** Once through a clock: from its start to what satisfied it or made it fall away. */
export interface Round {
  readonly rule: ClockRule;
  readonly round: number;
  readonly start: Start | 'reopened';
  readonly startedAt: Millis;
  /** The complaint as it was when the clock ended, or is: some limits depend on it. */
  about: About;
  stopped: (When & { readonly by: Stop; readonly revision: number }) | null;
  /** It fell away: the complaint was closed, or nothing was left to report on. */
  cancelled: When | null;
  /** When what lengthens the limit happened, if it did. */
  lengthenedAt: Millis | null;
  /** Sums of its extensions; one lengthens only a limit that is counted in the same. */
  extendedBy: { readonly millis: number; readonly days: number };
  extensions: number;
  /** The complaint was ended then, and the clock goes on. */
  readonly ended: Break[];
}

export interface Pause {
  readonly from: Millis;
  until: Millis;
  readonly reason: Code;
  readonly clocks: readonly Code[] | null;
}

/** The history of a complaint as its clocks see it under one policy. */
export interface Rounds {
  readonly rounds: readonly Round[];
  readonly pauses: readonly Pause[];
}

/** When the short route ends for a complaint received then. */
export type ShortRouteUntil = (receivedAt: Millis) => Millis;

export const notExtended: Round['extendedBy'] = { millis: 0, days: 0 };
const longerBy = ({ millis, days }: Round['extendedBy'], { amount, unit }: Limit): Round['extendedBy'] =>
  countsHours(unit) ? { millis: millis + amount * 3_600_000, days } : { millis, days: days + amount };

/** A duty that begins with something the handling itself brings about begins whenever that happens, and never by reopening. */
export const beginsInHandling: readonly Start[] = ['escalation-acknowledged', 'decided', 'resolved', 'remedy-accepted', 'review-requested'];
const isStop = (what: Moment['what']): what is Stop => (stops as readonly string[]).includes(what);
const millisOrNull = (instant: Instant | null | undefined): Millis | null => (instant == null ? null : millisOf(instant));
export const isRunning = ({ stopped, cancelled }: Round): boolean => stopped === null && cancelled === null;
const whenOf = ({ at, notBefore, notAfter }: TimedMoment): When => ({
  at: millisOrNull(at),
  notBefore: millisOrNull(notBefore),
  notAfter: millisOrNull(notAfter),
});

/** Follows the moments of a complaint, in the order of its stream. */
export const roundsOf = (moments: readonly Moment[], policy: Policy, shortRouteUntil: ShortRouteUntil | null): Rounds => {
  const rounds: Round[] = [];
  const pauses: Pause[] = [];
  const waived = new Set<Code>();
  let about = nothingKnown;
  let receivedAt: Millis | null = null;

  const lastOf = (id: Code): Round | undefined => rounds.findLast(({ rule }) => rule.id === id);
  const begin = (rule: ClockRule, start: Round['start'], startedAt: Millis): void => {
    if (waived.has(rule.id)) return;
    const round = (lastOf(rule.id)?.round ?? 0) + 1;
    rounds.push({
      rule,
      round,
      start,
      startedAt,
      about,
      stopped: null,
      cancelled: null,
      lengthenedAt: null,
      extendedBy: notExtended,
      extensions: 0,
      ended: [],
    });
  };
  const standStillNoMore = (at: Millis): void => {
    const last = pauses.at(-1);
    if (last !== undefined && last.until === Infinity) last.until = Math.max(at, last.from);
  };
  const standStillUntil = ({ at, notAfter }: When): void => {
    const by = at ?? notAfter;
    if (by !== null) standStillNoMore(by);
  };
  const cancel = (when: When, which: (round: Round) => boolean): void => {
    for (const round of rounds) if (isRunning(round) && which(round)) round.cancelled = when;
  };

  const satisfied = (by: Stop, moment: TimedMoment): void => {
    const when = whenOf(moment);
    const { at, notAfter } = when;
    for (const round of rounds.filter(isRunning)) {
      if (round.rule.extendedBy?.what === by && round.lengthenedAt === null) round.lengthenedAt = at ?? notAfter;
      if (!round.rule.stops.includes(by)) continue;
      round.stopped = { by, revision: moment.revision, ...when };
      if (round.rule.repeats && at !== null) begin(round.rule, round.start, at);
    }
    if (by === 'resolved') resolved(when);
    if (by === 'closed') {
      standStillUntil(when);
      cancel(when, () => true);
    }
  };
  /** Nothing is left to report on, and what the short route spares falls away. */
  const resolved = (when: When): void => {
    standStillUntil(when);
    cancel(when, ({ rule }) => rule.repeats);
    const by = when.at ?? when.notAfter;
    if (shortRouteUntil === null || receivedAt === null || by === null || by > shortRouteUntil(receivedAt)) return;
    policy.shortRoute!.cancels.forEach((id) => waived.add(id));
    cancel(when, ({ rule }) => waived.has(rule.id));
  };
  const started = (what: Start, at: Millis): void => {
    for (const rule of policy.clocks) {
      if (rule.start !== what) continue;
      const last = lastOf(rule.id);
      if (last === undefined || (beginsInHandling.includes(what) && !isRunning(last))) begin(rule, what, at);
    }
  };
  const reopened = (at: Millis): void => {
    waived.clear();
    standStillNoMore(at);
    for (const rule of policy.clocks) {
      const last = lastOf(rule.id);
      if (last === undefined || isRunning(last) || beginsInHandling.includes(rule.start)) continue;
      // Whoever was told once that it has arrived is not told again, also where the answer itself was the first word.
      const isForGood = rule.stops.includes('acknowledged');
      if (isForGood && last.stopped !== null) continue;
      const endedAt = (last.cancelled ?? last.stopped!).at;
      if ((policy.reopening.clocks === 'anew' && !isForGood) || endedAt === null) {
        begin(rule, 'reopened', at);
        continue;
      }
      last.ended.push({ from: endedAt, until: at, kind: 'ended', why: 'the complaint was ended' });
      last.stopped = null;
      last.cancelled = null;
    }
  };

  for (const moment of moments) {
    switch (moment.what) {
      case 'about':
        about = { ...about, ...moment.about };
        for (const round of rounds) if (isRunning(round)) round.about = about;
        break;
      case 'pinned':
      case 'separated':
      case 'part-answered':
      case 'asked':
      case 'heard':
      case 'warned':
      case 'escalated':
      case 'acted':
        break;
      case 'paused':
        standStillNoMore(millisOf(moment.at));
        pauses.push({ from: millisOf(moment.at), until: Infinity, reason: moment.reason, clocks: moment.clocks });
        break;
      case 'resumed':
        standStillNoMore(millisOf(moment.at));
        break;
      case 'extended': {
        const round = lastOf(moment.clock);
        if (round === undefined) break;
        round.extendedBy = longerBy(round.extendedBy, moment.by);
        round.extensions += 1;
        break;
      }
      case 'reopened': {
        const at = millisOrNull(moment.at ?? moment.notAfter);
        if (at !== null) reopened(at);
        break;
      }
      default: {
        const at = millisOrNull(moment.at);
        if (moment.what === 'received') receivedAt = at;
        if (isStop(moment.what)) satisfied(moment.what, moment);
        if (at !== null) started(moment.what as Start, at);
      }
    }
  }
  return { rounds, pauses };
};

/** The limit of the rule for this complaint. */
export const limitOf = ({ rule, about }: Round): ClockRule['limit'] =>
  rule.limits?.find((other) => applies(other.applies, about))?.limit ?? rule.limit;
