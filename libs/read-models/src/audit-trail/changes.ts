import { isPersonalPath } from '@redress/complaints';
import type { Money } from '@redress/kernel';
import type { Stored, StoredData } from '../complaint-projection';
import type { Standing } from '../standing';
import type { Audited } from './audited';

export type ClearValue = string | number | boolean | Money | null;
/** One clear fact before and after an event; of sealed text both are the word `sealed`. */
export interface Change {
  readonly what: string;
  readonly before: ClearValue;
  readonly after: ClearValue;
}

/** The facts whose change is told, in the order in which they are read. */
const standingFacts = [
  'state',
  'acknowledged',
  'severity',
  'handler',
  'team',
  'organisation',
] as const satisfies readonly (keyof Standing)[];
const otherFacts = [
  'safety',
  'escalatedTo',
  'cause',
  'finding',
  'outcome',
  'approver',
  'closedAs',
  'metFinal',
] as const satisfies readonly (keyof Audited)[];
/** What stands before the receipt, where it is not null. */
const nothing: Readonly<Record<string, ClearValue>> = { state: 'none', acknowledged: false, safety: false };

/** What an event changed, from the facts before and after it. */
export const changesBetween = (before: Audited | null, event: Stored, after: Audited): readonly Change[] => {
  if (event.type === 'CorrectionRecorded') return [correctionOf(event.data)];
  if (before === null) return [...differing(standingFacts, nothing, after.standing), ...differing(otherFacts, nothing, after)];
  const changes: Change[] = [];
  if (before.standing !== after.standing) changes.push(...differing(['kind', ...standingFacts], before.standing, after.standing));
  if (before !== after) changes.push(...differing(otherFacts, before, after));
  if (before.remedies !== after.remedies) changes.push(...remedyChanges(before, after));
  if (event.type === 'PolicyPinned') changes.push(pinning(before, event.data));
  if (event.type === 'PartSeparated') changes.push(separation(event.data));
  return changes;
};

const differing = <K extends string>(
  names: readonly K[],
  before: Readonly<Partial<Record<K, ClearValue>>>,
  after: Readonly<Record<K, ClearValue>>,
): Change[] => {
  const changes: Change[] = [];
  for (const what of names) {
    const was = before[what] ?? null;
    if (was !== after[what]) changes.push({ what, before: was, after: after[what] });
  }
  return changes;
};

const pinning = ({ standing }: Audited, { policy }: StoredData<'PolicyPinned'>): Change => ({
  what: 'policy',
  before: standing.policy?.sha256 ?? null,
  after: policy.sha256,
});

const separation = ({ part, policy }: StoredData<'PartSeparated'>): Change => ({
  what: `policy of part ${part}`,
  before: null,
  after: policy.sha256,
});

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
