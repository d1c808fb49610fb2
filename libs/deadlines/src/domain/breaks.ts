import type { Millis } from '@redress/kernel';

/** Why a clock stands still: it was paused, or the complaint was ended before it was reopened. */
export type BreakKind = 'paused' | 'ended';

/** `until` is Infinity while it lasts. */
export interface Break {
  readonly from: Millis;
  readonly until: Millis;
  readonly kind: BreakKind;
  readonly why: string;
}

/**
 * Ascending and disjoint, whatever overlapped: an ended complaint is not also paused, and of two pauses the earlier one says why. Empty
 * ones fall away.
 */
export const disjoint = (breaks: readonly Break[]): readonly Break[] => {
  const ended = merged(breaks.filter(({ kind }) => kind === 'ended'));
  const paused = merged(breaks.filter(({ kind }) => kind === 'paused'));
  return [...ended, ...paused.flatMap((pause) => without(pause, ended))].sort((a, b) => a.from - b.from);
};

const merged = (breaks: readonly Break[]): readonly Break[] => {
  const found: Break[] = [];
  for (const each of [...breaks].sort((a, b) => a.from - b.from)) {
    const from = Math.max(each.from, found.at(-1)?.until ?? -Infinity);
    if (from < each.until) found.push({ ...each, from });
  }
  return found;
};

const without = (pause: Break, ended: readonly Break[]): readonly Break[] => {
  const left: Break[] = [];
  let { from } = pause;
  for (const end of ended) {
    if (end.until <= from || end.from >= pause.until) continue;
    if (end.from > from) left.push({ ...pause, from, until: end.from });
    from = end.until;
  }
  return from < pause.until ? [...left, { ...pause, from }] : left;
};
