import type { Clear, Code, Day } from '@redress/kernel';

/** Monday first, as ISO 8601 numbers them. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Working time on a day by the wall clock of the zone, `09:00` to `17:30`; `24:00` is the end of the day. The end does not belong to it. */
export interface Slot {
  readonly from: Clear<'time'>;
  readonly to: Clear<'time'>;
}

/** A day on which nobody works, or only in the slots it names (a half day). */
export interface Holiday {
  readonly day: Day;
  readonly name: string;
  readonly slots?: readonly Slot[];
  /** Computed, not announced (lunar dates): whoever approves the calendar confirms it by hand. */
  readonly computed?: true;
}

/** A day of the weekend on which people work all the same. */
export interface WorkingDay {
  readonly day: Day;
  readonly name: string;
  readonly slots: readonly Slot[];
}

/**
 * When an organisation works. A version is immutable; who approved it and when is in the event that adopted it. Dates are Gregorian
 * whatever calendar they were announced in.
 */
export interface Calendar {
  readonly title: string;
  /** Who announced the holidays, and where. */
  readonly source: string;
  /** IANA name: where days begin and end. */
  readonly timeZone: string;
  /** First day of receipt that it applies to; null for any. */
  readonly effectiveFrom: Day | null;
  /** Slots of each weekday, none for a day of the weekend. */
  readonly week: Readonly<Record<Weekday, readonly Slot[]>>;
  readonly holidays: readonly Holiday[];
  readonly workingDays: readonly WorkingDay[];
  /** Last day up to which holidays are known; a deadline beyond it is marked. Null where there is nothing to know. */
  readonly knownUntil: Day | null;
}

export const wholeDay: readonly Slot[] = [{ from: '00:00', to: '24:00' }];

/** A week with the same slots on every day that is not of the weekend. */
export const weekOf = (slots: readonly Slot[], weekend: readonly Weekday[]): Calendar['week'] =>
  Object.fromEntries(weekdays.map((day) => [day, weekend.includes(day) ? [] : slots])) as unknown as Calendar['week'];

/** Does it tell working days from others? Business days and working hours can be counted only in one that does. */
export const hasWorkingTime = ({ week, workingDays }: Calendar): boolean =>
  weekdays.some((day) => week[day].length > 0) || workingDays.some(({ slots }) => slots.length > 0);

export type CalendarId = Code;
