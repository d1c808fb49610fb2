import { createRequire } from 'node:module';
import type * as TemporalPolyfill from 'temporal-polyfill';
import { type Millis, instantAt } from './day-number';

/** Loaded when a zone is asked first: that takes longer than most verbs, which ask none. */
const load = createRequire(__filename);
const temporal = (): typeof TemporalPolyfill => load('temporal-polyfill') as typeof TemporalPolyfill;

/** A time in which a zone keeps one offset from UTC; `until` does not belong to it. All in milliseconds. */
export interface Stretch {
  readonly from: Millis;
  readonly until: Millis;
  readonly offset: number;
}

/**
 * The offsets of an IANA time zone, as the machine's time zone database has them. A transition is looked up once (it costs a
 * millisecond), and only those that were asked for.
 */
export class Zone {
  /** Ascending, without gaps. */
  private readonly stretches: Stretch[] = [];
  private last: Stretch | null = null;

  constructor(readonly name: string) {}

  /** The stretch that holds this instant. */
  at(millis: Millis): Stretch {
    if (this.last !== null && millis >= this.last.from && millis < this.last.until) return this.last;
    this.last = this.known(millis);
    return this.last;
  }

  /** Local time as if it were UTC. */
  local(millis: Millis): number {
    return millis + this.at(millis).offset;
  }

  private known(millis: Millis): Stretch {
    if (this.stretches.length === 0) this.stretches.push(this.stretchAround(millis));
    while (millis < this.stretches[0]!.from) this.stretches.unshift(this.stretchAround(this.stretches[0]!.from - 1));
    while (millis >= this.stretches.at(-1)!.until) this.stretches.push(this.stretchAround(this.stretches.at(-1)!.until));
    let [low, high] = [0, this.stretches.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.stretches[middle]!.from <= millis) low = middle;
      else high = middle - 1;
    }
    return this.stretches[low]!;
  }

  private stretchAround(millis: Millis): Stretch {
    if (this.name === 'UTC') return { from: -Infinity, until: Infinity, offset: 0 };
    const here = temporal().Temporal.Instant.from(instantAt(millis)).toZonedDateTimeISO(this.name);
    const next = here.getTimeZoneTransition('next');
    // `previous` looks strictly before, and an instant that is itself a transition begins its own stretch.
    const previous = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
    return {
      from: previous?.epochMilliseconds ?? -Infinity,
      until: next?.epochMilliseconds ?? Infinity,
      offset: here.offsetNanoseconds / 1_000_000,
    };
  }
}

const zones = new Map<string, Zone>();
/** One of each name in a process. Throws RangeError for a name the machine does not know. */
export const zoneOf = (name: string): Zone => {
  let zone = zones.get(name);
  if (!zone) {
    zone = new Zone(name);
    zones.set(name, zone);
  }
  return zone;
};
