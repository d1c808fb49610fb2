import { isPersonalPath } from '@redress/complaints';
import type { Money } from '@redress/kernel';
import type { Stored, StoredData } from '../complaint-projection';
import type { Audited } from './audited';

export type ClearValue = string | number | boolean | Money | null;
/** One clear fact before and after an event; of sealed text both are the word `sealed`. */
export interface Change {
  readonly what: string;
  readonly before: ClearValue;
  readonly after: ClearValue;
}

/** The facts whose change is told, in the order in which they are read. */
const watched = [
  'state',
  'acknowledged',
  'severity',
  'safety',
  'escalatedTo',
  'handler',
  'team',
  'organisation',
  'cause',
  'finding',
  'outcome',
  'approver',
  'closedAs',
  'metFinal',
] as const satisfies readonly (keyof Audited)[];

/** What an event changed, from the facts before and after it. */
export const changesBetween = (before: Audited | null, event: Stored, after: Audited): readonly Change[] => {
  if (event.type === 'CorrectionRecorded') return [correctionOf(event.data)];
  const changes: Change[] = [];
  for (const what of watched) {
    const was = before === null ? nothing(what) : before[what];
    if (was !== after[what]) changes.push({ what, before: was, after: after[what] });
  }
  if (before !== null && before.remedies !== after.remedies) changes.push(...remedyChanges(before, after));
  if (event.type === 'PolicyPinned')
    changes.push({ what: 'policy', before: before?.policy?.sha256 ?? null, after: event.data.policy.sha256 });
  return changes;
};

/** What stands before the receipt. */
const nothing = (what: (typeof watched)[number]): ClearValue => {
  if (what === 'state') return 'none';
  return what === 'acknowledged' || what === 'safety' ? false : null;
};

const remedyChanges = (before: Audited, after: Audited): Change[] => {
  const was = new Map(before.remedies.map(({ remedy, state }) => [remedy, state]));
  const is = new Map(after.remedies.map(({ remedy, state }) => [remedy, state]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((remedy) => was.get(remedy) !== is.get(remedy))
    .map((remedy) => ({ what: `remedy ${remedy}`, before: was.get(remedy) ?? null, after: is.get(remedy) ?? null }));
};

const correctionOf = ({ of, path, from, to }: StoredData<'CorrectionRecorded'>): Change => {
  const what = `${of}.${path}`;
  return isPersonalPath(path) ? { what, before: 'sealed', after: 'sealed' } : { what, before: from ?? null, after: to ?? null };
};
