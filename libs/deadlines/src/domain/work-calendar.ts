import { type DayNumber, dayMillis, dayNumberOf, type Millis, weekdayOf, type Zone, zoneOf } from '@redress/kernel';
import { type Calendar, type Holiday, type Slot, type WorkingDay, weekdays } from './calendar';

/** A part of a local day in which the zone keeps one offset, in milliseconds of UTC; ends do not belong to it. */
export interface Piece {
  readonly from: Millis;
  readonly until: Millis;
  /** Working time: from, until, from, until, …, ascending. */
  readonly slots: readonly Millis[];
}

/** A local day as it really passed: in one piece, but for transitions. */
export interface LocalDay {
  readonly number: DayNumber;
  /** None where clocks jumped over the day: Pacific/Apia had no 2011-12-30. */
  readonly pieces: readonly Piece[];
  /** Where its last piece ends. */
  readonly until: Millis;
  /** Where its last working time ends; null where nobody works. */
  readonly closes: Millis | null;
  /** Why it is no ordinary working day of the week; null for one that is. */
  readonly because: string | null;
}

const mostDays = 40_000;

/**
 * A calendar made ready for counting. An instant counts as working time when the wall clock of the zone then shows a time within a slot
 * of that day: so a slot in an hour that comes twice counts twice, and one in an hour that is left out not at all.
 */
export class WorkCalendar {
  private readonly zone: Zone;
  private readonly week: readonly (readonly Slot[])[];
  private readonly exceptions = new Map<DayNumber, Holiday | WorkingDay>();
  private readonly days = new Map<DayNumber, LocalDay>();

  readonly timeZone: string;
  /** Last day up to which holidays are known; null where there is nothing to know. */
  readonly knownUntil: DayNumber | null;

  constructor(calendar: Calendar) {
    this.timeZone = calendar.timeZone;
    this.knownUntil = calendar.knownUntil === null ? null : dayNumberOf(calendar.knownUntil);
    this.zone = zoneOf(calendar.timeZone);
    this.week = weekdays.map((day) => calendar.week[day]);
    for (const exception of [...calendar.holidays, ...calendar.workingDays]) {
      this.exceptions.set(dayNumberOf(exception.day), exception);
    }
  }

  dayAt(millis: Millis): DayNumber {
    return Math.floor(this.zone.local(millis) / dayMillis);
  }

  day(number: DayNumber): LocalDay {
    let day = this.days.get(number);
    if (day === undefined) {
      if (this.days.size > mostDays) this.days.clear();
      day = this.passed(number);
      this.days.set(number, day);
    }
    return day;
  }

  /** The piece of a day that holds this instant. */
  pieceAt(millis: Millis): Piece {
    const { pieces } = this.day(this.dayAt(millis));
    return pieces.length === 1 ? pieces[0]! : pieces.find(({ from, until }) => from <= millis && millis < until)!;
  }

  /** Milliseconds since midnight that the wall clock shows. */
  timeOfDayAt(millis: Millis): number {
    const local = this.zone.local(millis);
    return local - Math.floor(local / dayMillis) * dayMillis;
  }

  /**
   * When the wall clock shows this time on that day: the first time where it comes twice, as much later as the clock jumped where it
   * is left out (RFC 5545, section 3.3.5).
   */
  instantOf(number: DayNumber, timeOfDay: number): Millis {
    const local = number * dayMillis + timeOfDay;
    const before = this.zone.at(local - dayMillis);
    const early = local - before.offset;
    return early < before.until ? early : this.after(local, before);
  }

  private after(local: number, before: { readonly until: Millis; readonly offset: number }): Millis {
    const next = this.zone.at(before.until);
    const late = local - next.offset;
    if (late < next.from) return local - before.offset;
    return late < next.until ? late : this.after(local, next);
  }

  private passed(number: DayNumber): LocalDay {
    const exception = this.exceptions.get(number);
    const planned = exception === undefined ? this.week[weekdayOf(number)]! : (exception.slots ?? []);
    const pieces = this.pieces(number, planned);
    const worked = pieces.findLast(({ slots }) => slots.length > 0);
    return {
      number,
      pieces,
      until: pieces.at(-1)?.until ?? this.instantOf(number, 0),
      closes: worked?.slots.at(-1) ?? null,
      because: pieces.length === 0 ? 'a day that did not exist there' : becauseOf(number, exception, planned.length > 0),
    };
  }

  private pieces(number: DayNumber, planned: readonly Slot[]): Piece[] {
    const [midnight, nextMidnight] = [number * dayMillis, (number + 1) * dayMillis];
    const pieces: Piece[] = [];
    for (let stretch = this.zone.at(midnight - dayMillis); ; stretch = this.zone.at(stretch.until)) {
      const from = Math.max(stretch.from, midnight - stretch.offset);
      const until = Math.min(stretch.until, nextMidnight - stretch.offset);
      if (from < until) pieces.push({ from, until, slots: slotsIn(from, until, planned, midnight - stretch.offset) });
      if (stretch.until > nextMidnight + dayMillis) return pieces;
    }
  }
}

/** What of the planned slots lies in a piece; `midnight` as it would be with the offset of the piece. */
const slotsIn = (from: Millis, until: Millis, planned: readonly Slot[], midnight: Millis): readonly Millis[] =>
  planned.flatMap((slot) => {
    const opens = Math.max(midnight + timeOf(slot.from), from);
    const closes = Math.min(midnight + timeOf(slot.to), until);
    return opens < closes ? [opens, closes] : [];
  });

const becauseOf = (number: DayNumber, exception: Holiday | WorkingDay | undefined, works: boolean): string | null => {
  if (exception !== undefined) return exception.name;
  return works ? null : weekdays[weekdayOf(number)]!;
};

/** `09:30` in milliseconds since midnight. */
export const timeOf = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
