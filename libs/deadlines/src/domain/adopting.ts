import {
  type BrokenRule,
  type Code,
  type Decider,
  type Instant,
  type Pin,
  type Role,
  RuleViolation,
  type StoredEvent,
} from '@redress/kernel';
import type { Policy, PolicyEvent, VersionKind } from './policy';
import type { Calendar } from './calendar';
import { type Problem } from './shape';
import { calendarText, policyText } from './version-text';

/** Adopt this value as the next version of the id; it was read from JSON and is whatever somebody wrote. */
export interface Adopt {
  readonly type: 'AdoptPolicy' | 'AdoptCalendar';
  readonly id: Code;
  readonly at: Instant;
  readonly value: unknown;
}

/** What a decision rests on: every reason against the value, beside the calendars and policies there are. */
export interface AdoptionFacts {
  readonly problems: readonly Problem[];
  readonly sha256: (text: string) => string;
}

/** The text cannot be adopted; every reason at once, and nothing was stored. */
export class TextRefused extends Error {
  override readonly name = 'TextRefused';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, detail }) => (path === '' ? detail : `${path}: ${detail}`)).join('\n'));
  }
}

/** Whose key may adopt. */
const adopters: readonly Role[] = ['quality-manager', 'admin'];

/** Throws RuleViolation of kind `role`: somebody has to stand for what is promised. */
export const refuseUnlessAdopter = (role: Role): void => {
  if (adopters.includes(role)) return;
  const detail =
    role === 'system'
      ? 'A person has to adopt it: set REDRESS_API_KEY to the key of a quality manager or an admin.'
      : `The role ${role} may not adopt policies and calendars; ask a quality manager or an admin.`;
  const broken: BrokenRule = { code: 'role.not-allowed', detail, kind: 'role' };
  throw new RuleViolation([broken]);
};

export const kindOf = ({ type }: Pick<Adopt, 'type'>): VersionKind => (type === 'AdoptPolicy' ? 'policy' : 'calendar');

/** The last version of the stream; null before the first. */
type Last = Pin | null;

const evolve = (_before: Last, { type, data }: StoredEvent<PolicyEvent>): Last => {
  if (type === 'VersionListed') throw new Error('A version is listed in a stream of its own.');
  return { id: data.id, version: data.version, sha256: data.sha256 };
};

/** One policy or one calendar, version by version. The text that stands already is adopted no second time. */
export const adoptingDecider: Decider<Last, Adopt, PolicyEvent, AdoptionFacts> = {
  initial: null,
  decide: (command, last, { actor, facts }) => {
    refuseUnlessAdopter(actor.role);
    if (facts.problems.length > 0) throw new TextRefused(facts.problems);
    const text = textOf(command);
    const sha256 = facts.sha256(text);
    if (last?.sha256 === sha256) return [];
    const data = { id: command.id, version: (last?.version ?? 0) + 1, text, sha256, at: command.at };
    return [{ type: command.type === 'AdoptPolicy' ? 'PolicyAdopted' : 'CalendarAdopted', data }];
  },
  evolve,
};

const textOf = (command: Adopt): string => {
  const { format: _written, ...value } = command.value as Readonly<Record<string, unknown>>;
  return kindOf(command) === 'policy' ? policyText(value as unknown as Policy) : calendarText(value as unknown as Calendar);
};
