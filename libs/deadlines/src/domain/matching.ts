import type { Code, Day } from '@redress/kernel';
import { firstPolicy } from './first-versions';
import { admits, namedBy } from './applies';
import type { About } from './moments';
import type { Applies, Policy } from './policy';

/** What decides which policy a complaint falls under; null where it is not known. A remedy comes later, and decides over limits only. */
export type Traits = Omit<About, 'remedy'>;

/** A version of a policy that is adopted. */
export interface Candidate {
  readonly id: Code;
  readonly version: number;
  readonly policy: Policy;
}

export interface Choice<C extends Candidate> {
  /** Null where not even the default is in force on that day. */
  readonly chosen: C | null;
  /** One sentence for each id, by id: why it was chosen, or why not. Told when asked: every receipt makes a choice. */
  readonly because: () => readonly { readonly id: Code; readonly version: number; readonly sentence: string }[];
}

/** The day of receipt, in the zone of the calendar that a policy counts in. */
export type ReceivedOn<C extends Candidate> = (candidate: C) => Day;

/**
 * Which policy a complaint received on that day falls under. Of each id the newest version in force on the day is looked at, and those
 * that admit the complaint compared: the most named dimensions win, then the later first day, then the id. The default of the first day
 * is taken only where nothing else applies.
 */
export const choose = <C extends Candidate>(adopted: readonly C[], traits: Traits, receivedOn: ReceivedOn<C>): Choice<C> => {
  const judged = byId(adopted).map((versions) => judge(versions, traits, receivedOn));
  const [best, next] = judged.flatMap(({ candidate, refusal }) => (refusal === null ? [candidate] : [])).sort(closerFirst);
  return {
    chosen: best ?? null,
    because: () =>
      judged.map(({ candidate, refusal }) => ({
        id: candidate.id,
        version: candidate.version,
        sentence: sentenceOf(candidate, refusal, best, next, receivedOn(candidate)),
      })),
  };
};

interface Judged<C> {
  readonly candidate: C;
  /** Why it does not apply; null where it does. */
  readonly refusal: string | null;
}

const byId = <C extends Candidate>(adopted: readonly C[]): readonly (readonly [C, ...C[]])[] => {
  const ids = [...new Set(adopted.map(({ id }) => id))].sort();
  return ids.map((id) => adopted.filter((each) => each.id === id).sort((a, b) => b.version - a.version) as [C, ...C[]]);
};

const judge = <C extends Candidate>(versions: readonly [C, ...C[]], traits: Traits, receivedOn: ReceivedOn<C>): Judged<C> => {
  const candidate = versions.find((version) => isInForce(version.policy, receivedOn(version)));
  if (candidate === undefined) return { candidate: versions[0], refusal: `it is in force ${during(versions[0].policy)}` };
  const missed = missedBy(candidate.policy.applies, traits);
  return { candidate, refusal: missed.length === 0 ? null : missed.join('; ') };
};

const isInForce = ({ effective: { from, to } }: Policy, day: Day): boolean => (from === null || from <= day) && (to === null || day <= to);
const during = ({ effective: { from, to } }: Policy): string =>
  [from === null ? '' : `from ${from}`, to === null ? '' : `to ${to}`].filter((part) => part !== '').join(' ');

const missedBy = (applies: Applies, traits: Traits): readonly string[] =>
  namedBy(applies)
    .filter((named) => !admits(named, traits))
    .map(({ dimension, admits: list }) => {
      const is = (traits as Partial<About>)[dimension] ?? null;
      if (is === null) return `it names a ${dimension}, and that of the complaint is not known`;
      return `it is for ${dimension} ${list.join(', ')}, and that of the complaint is ${is}`;
    });

const isDefault = ({ id }: Candidate): boolean => id === firstPolicy.id;

/** What is as close stays in the order of the ids. */
const closerFirst = (a: Candidate, b: Candidate): number => {
  if (isDefault(a) !== isDefault(b)) return isDefault(a) ? 1 : -1;
  const named = namedBy(b.policy.applies).length - namedBy(a.policy.applies).length;
  if (named !== 0) return named;
  const [from, other] = [a.policy.effective.from ?? '', b.policy.effective.from ?? ''];
  return from === other ? 0 : from < other ? 1 : -1;
};

const sentenceOf = (
  candidate: Candidate,
  refusal: string | null,
  best: Candidate | undefined,
  next: Candidate | undefined,
  day: Day,
): string => {
  const who = `${candidate.id} version ${candidate.version}`;
  if (refusal !== null) return `${who} does not apply to what was received on ${day}: ${refusal}.`;
  if (candidate !== best) return `${who} applies too, but gives way to ${best!.id}: ${closerBecause(best!, candidate)}.`;
  if (isDefault(candidate)) return `${who} was chosen: no other policy applies.`;
  return `${who} was chosen: it applies to ${scopeOf(candidate.policy)}${next === undefined ? '' : `; ${closerBecause(candidate, next)}`}.`;
};

const scopeOf = ({ applies }: Policy): string => {
  const named = namedBy(applies).map(({ dimension, admits: list }) => `${dimension} ${list.join(', ')}`);
  return named.length === 0 ? 'every complaint' : named.join(' and ');
};

/** Why the first goes before the other. */
const closerBecause = (first: Candidate, other: Candidate): string => {
  if (isDefault(other)) return `${other.id} is only for what no other policy applies to`;
  const [named, fewer] = [namedBy(first.policy.applies).length, namedBy(other.policy.applies).length];
  if (named > fewer) return `${first.id} names more of the complaint (${named} against ${fewer})`;
  if (first.policy.effective.from !== other.policy.effective.from)
    return `${first.id} is in force since ${first.policy.effective.from}, the later day`;
  return `both are as close, and ${first.id} comes first by name`;
};
