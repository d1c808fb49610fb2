import { type Code, type Pin, sha256, type Sha256 } from '@redress/kernel';
import { TextRefused } from './domain/adopting';
import type { Calendar } from './domain/calendar';
import { notAdopted } from './domain/clock';
import type { KnownCalendars } from './domain/limit-problems';
import type { Policy } from './domain/policy';
import { policyProblems } from './domain/policy-problems';
import type { Problem } from './domain/shape';
import { calendarIn, calendarText, calendarTextProblems, policyIn, policyText, policyTextProblems } from './domain/version-text';

/** A version that is tried and judges nothing: one on record, or a text that nobody adopted (its version is 0, its address that of the text). */
export interface Tried<T> {
  readonly pin: Pin;
  readonly value: T;
}

/** The exact text of a version on record. */
export interface OnRecord {
  readonly id: Code;
  readonly version: number;
  readonly sha256: Sha256;
  readonly text: string;
}
/** What somebody wrote, read from JSON. */
export interface Written {
  readonly id: Code;
  readonly value: unknown;
}

/** Throws TextRefused with every reason. */
export const triedCalendar = (from: OnRecord | Written): Tried<Calendar> => {
  if ('text' in from) return { pin: pinOf(from), value: calendarIn(from.text) };
  refuse(calendarTextProblems(JSON.stringify(from.value)));
  return unadopted(from.id, calendarText(from.value as Calendar), calendarIn);
};

/** A policy beside the calendars it may name; one on record too, for the calendar may be another one now. Throws TextRefused with every reason. */
export const triedPolicy = (from: OnRecord | Written, calendars: KnownCalendars): Tried<Policy> => {
  if ('text' in from) {
    const value = policyIn(from.text);
    refuse(policyProblems(value, calendars));
    return { pin: pinOf(from), value };
  }
  refuse(policyTextProblems(JSON.stringify(from.value), calendars));
  return unadopted(from.id, policyText(from.value as Policy), policyIn);
};

const pinOf = ({ id, version, sha256: address }: OnRecord): Pin => ({ id, version, sha256: address });

const unadopted = <T>(id: Code, text: string, read: (text: string) => T): Tried<T> => ({
  pin: { id, version: notAdopted, sha256: sha256(text) },
  value: read(text),
});

const refuse = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw new TextRefused(problems);
};
