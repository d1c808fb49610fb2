import { isDay } from '@redress/kernel';

/**
 * One reason why a value is refused: `path` as in `clocks[2].limit.amount` (empty: the whole), `detail` says what to do about it and never
 * holds a text that was given.
 */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly detail: string;
}

/** Every reason why a value is not what belongs at this path; none when it is. */
export type Check = (value: unknown, path: string) => readonly Problem[];
/** What a value must keep beyond its shape; asked where the fields it reads (or the whole value) are as they should be. */
export interface Rule<T> {
  readonly reads: readonly (keyof T & string)[] | 'all';
  readonly problems: (value: T, path: string) => readonly Problem[];
}

export const refused = (path: string, code: string, detail: string): readonly Problem[] => [{ path, code, detail }];
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const oneOfThese = (words: readonly string[]): string => words.join(', ');

/** An object with exactly the fields of T; those named last may be left out. A field added to T does not compile until it is checked. */
export const record =
  <T extends object>(fields: Readonly<Record<keyof T & string, Check>>, mayBeLeftOut: readonly (keyof T & string)[] = []): Check =>
  (value, path) => {
    if (!isRecord(value)) return refused(path, 'object.expected', `Give an object with ${oneOfThese(Object.keys(fields))}.`);
    const checks = Object.entries<Check>(fields);
    const isThere = (name: string): boolean => Object.hasOwn(value, name) && value[name] !== undefined;
    const optional: readonly string[] = mayBeLeftOut;
    return [
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(fields, name))
        .flatMap((name) => refused(at(path, name), 'field.unknown', `Take it out, or write one of ${oneOfThese(Object.keys(fields))}.`)),
      ...checks
        .filter(([name]) => !isThere(name) && !optional.includes(name))
        .flatMap(([name]) => refused(at(path, name), 'field.missing', `Add \`${name}\`.`)),
      ...checks.flatMap(([name, check]) => (isThere(name) ? check(value[name], at(path, name)) : [])),
    ];
  };

/** An object whose names are among these words, each with a value of one kind. */
export const byWord =
  (words: readonly string[], check: Check): Check =>
  (value, path) => {
    if (!isRecord(value)) return refused(path, 'object.expected', `Give an object whose names are among ${oneOfThese(words)}.`);
    return Object.entries(value).flatMap(([name, each]) => {
      if (!words.includes(name)) return refused(at(path, name), 'word.unknown', `Use one of ${oneOfThese(words)}.`);
      return check(each, at(path, name));
    });
  };

export const listOf =
  (check: Check, { least = 0, most }: { readonly least?: number; readonly most: number }): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return refused(path, 'list.expected', 'Give a list.');
    const items: readonly unknown[] = value;
    if (items.length < least) return refused(path, 'list.empty', 'Give at least one, or leave the list out where that is allowed.');
    if (items.length > most) return refused(path, 'list.too-long', `Give at most ${most}; these are ${items.length}.`);
    return items.flatMap((item, index) => check(item, `${path}[${index}]`));
  };

export const orNull =
  (check: Check): Check =>
  (value, path) =>
    value === null ? [] : check(value, path);

/** Rules after the shape: each speaks where it can read what it needs, so that every reason is told at once and none twice. */
export const followedBy =
  <T>(check: Check, ...rules: readonly Rule<T>[]): Check =>
  (value, path) => {
    const problems = check(value, path);
    const isRight = (field: string): boolean => !problems.some((problem) => liesIn(problem.path, at(path, field)));
    const canRead = ({ reads }: Rule<T>): boolean => (reads === 'all' ? problems.length === 0 : isRecord(value) && reads.every(isRight));
    return [...problems, ...rules.filter(canRead).flatMap((rule) => rule.problems(value as T, path))];
  };
const liesIn = (path: string, field: string): boolean => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);

export const oneOf =
  (words: readonly string[]): Check =>
  (value, path) => {
    if (typeof value !== 'string') return refused(path, 'word.expected', `Use one of ${oneOfThese(words)}.`);
    return words.includes(value) ? [] : refused(path, 'word.unknown', `Use one of ${oneOfThese(words)}.`);
  };

export const text =
  (most: number): Check =>
  (value, path) => {
    if (typeof value !== 'string' || value.trim() === '') return refused(path, 'text.expected', 'Write a text.');
    return value.length > most ? refused(path, 'text.too-long', `Say it in at most ${most} characters.`) : [];
  };

/** A code field of a complaint, such as a product or a region. */
export const code: Check = text(120);

const names = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** What is referred to by name: a clock, a reason. */
export const name: Check = (value, path) =>
  typeof value === 'string' && value.length <= 60 && names.test(value)
    ? []
    : refused(path, 'name.expected', 'Use lower-case letters, digits and single hyphens, at most 60 characters, as in first-answer.');

export const wholeNumber =
  (least: number, most: number): Check =>
  (value, path) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? []
      : refused(path, 'number.out-of-range', `Give a whole number from ${least} to ${most}.`);

export const yesOrNo: Check = (value, path) =>
  typeof value === 'boolean' ? [] : refused(path, 'yes-or-no.expected', 'Give true or false.');

/** For a field that is either left out or true. */
export const onlyTrue: Check = (value, path) => (value === true ? [] : refused(path, 'true.expected', 'Give true, or leave it out.'));

const dayForm = /^\d{4}-\d{2}-\d{2}$/;
/** A day in the one form that is stored, and one that the calendar has. */
export const day: Check = (value, path) => {
  if (typeof value !== 'string' || !dayForm.test(value)) return refused(path, 'day.expected', 'Give a day as in 2026-05-01.');
  return isDay(value) ? [] : refused(path, 'day.does-not-exist', `There is no ${value}; look up the date.`);
};
