import { type Code, type Instant, instantAt, type Millis, millisOf } from '@redress/kernel';
import { type ClockVersions, hasClocks, type Timed, timedRounds } from './timed-rounds';
import { dueOf } from './counting';
import { type EscalationLevel, escalationLevels } from './escalation-levels';
import type { Moment } from './moments';
import { shifted } from './shifted';
import { silenceOf } from './silence';
import { outcomeOf } from './verdict';

/** What happens by itself when time passes, in the order in which what is owed at the same instant is done. */
export const actions = ['remind', 'record-missed', 'escalate', 'close'] as const;
export type Action = (typeof actions)[number];

/** What an act is owed for: a clock that runs out, nobody who answers for the complaint, no word of the complainant. */
export const owedFor = ['clock', 'owner', 'silence'] as const;
export type OwedFor = (typeof owedFor)[number];

/** Something that a policy wants to happen when time passes. */
export interface Act {
  readonly action: Action;
  readonly of: OwedFor;
  /** Null unless it is owed for a clock. */
  readonly clock: Code | null;
  readonly round: number | null;
  /** When the clock runs out, or what else it is owed for comes to pass. */
  readonly due: Instant;
  /** When the policy wants it to happen; it is owed once that is over. */
  readonly owedAt: Instant;
  /** Null unless it escalates. */
  readonly level: EscalationLevel | null;
}

/**
 * What a policy still wants to happen to a complaint by itself if nothing else happens before, the earliest first. What was done is not in
 * it, nor what lost its sense: nobody is reminded of what was missed, and nothing goes up to where it is already.
 * @param ownerlessSince since when nobody answers for it; null while somebody does
 */
export const agendaOf = (moments: readonly Moment[], versions: ClockVersions, ownerlessSince: Instant | null): readonly Act[] => {
  const pinned = moments.findLast((moment) => moment.what === 'pinned');
  if (pinned?.what !== 'pinned' || !hasClocks(moments)) return [];
  const done = doneIn(moments);
  const ofClocks = timedRounds(moments, versions).flatMap((timed) => clockActs(timed, done));
  if (!done.isOpen) return inOrder(ofClocks);
  const [policy, calendar] = [versions.policy(pinned.policy), versions.workCalendar(pinned.calendar)];
  const escalate = stepsUp(done.level);
  const ofOwner =
    ownerlessSince === null
      ? []
      : (policy.ownerless ?? []).filter(escalate).map(({ after, level }): Act => {
          const owedAt = instantAt(shifted(calendar, millisOf(ownerlessSince), after));
          return { action: 'escalate', of: 'owner', clock: null, round: null, due: owedAt, owedAt, level };
        });
  return inOrder([...ofClocks, ...ofOwner, ...silenceActs(moments, versions, done)]);
};

/** When it was recorded as a complaint: from then on somebody must answer for it. Null before. */
export const recordedIn = (moments: readonly Moment[]): Instant | null => {
  const recorded = moments.findLast(({ what }) => what === 'recorded');
  return recorded?.what === 'recorded' ? recorded.at : null;
};

/** What of the agenda is owed by now, the longest owed first. A reminder of what has run out meanwhile is owed no more. */
export const actsOwed = (agenda: readonly Act[], now: Instant): readonly Act[] =>
  agenda.filter(({ action, of, due, owedAt }) => owedAt < now && !(action === 'remind' && of === 'clock' && due < now));

/** Is it the same act? What is owed anew, because a due date moved, is another. */
export const isSameAct = (a: Act, b: Pick<Act, 'action' | 'of' | 'clock' | 'owedAt' | 'level'>): boolean =>
  a.action === b.action && a.of === b.of && a.clock === b.clock && a.owedAt === b.owedAt && a.level === b.level;

interface Done {
  readonly isOpen: boolean;
  /** How far up it is since it was received or last reopened. */
  readonly level: EscalationLevel | null;
  /** What was done, as `keyOf` names it. */
  readonly keys: ReadonlySet<string>;
}
const keyOf = (action: Action, clock: Code | null, owedAt: Instant): string => `${action} ${clock ?? ''} ${owedAt}`;

const doneIn = (moments: readonly Moment[]): Done => {
  let [isOpen, level]: [boolean, EscalationLevel | null] = [true, null];
  const keys = new Set<string>();
  for (const moment of moments) {
    if (moment.what === 'closed') isOpen = false;
    else if (moment.what === 'reopened') [isOpen, level] = [true, null];
    else if (moment.what === 'escalated') level = stepsUp(level)(moment) ? moment.level : level;
    else if (moment.what === 'acted') keys.add(keyOf(moment.action, moment.clock, moment.owedAt));
  }
  return { isOpen, level, keys };
};

/** Does it go further up than this? */
const stepsUp =
  (reached: EscalationLevel | null) =>
  ({ level }: { readonly level: EscalationLevel }): boolean =>
    reached === null || escalationLevels.indexOf(level) > escalationLevels.indexOf(reached);

const clockActs = (timed: Timed, { keys, level: reached }: Done): readonly Act[] => {
  const {
    round,
    terms: { policy },
    count,
    amount,
  } = timed;
  const dueAt = dueOf(count, amount);
  if (dueAt === Infinity) return [];
  const { id } = round.rule;
  const due = instantAt(dueAt);
  const isMissedRecorded = keys.has(keyOf('record-missed', id, due));
  const act = (action: Action, owedAt: Millis, level: EscalationLevel | null = null): Act => ({
    action,
    of: 'clock',
    clock: id,
    round: round.round,
    due,
    owedAt: instantAt(owedAt),
    level,
  });
  const missed = isMissedRecorded ? [] : [act('record-missed', dueAt)];
  const outcome = outcomeOf(round, dueAt);
  if (outcome !== 'running') return outcome === 'missed' ? missed : [];
  const { calendar } = count;
  const reminders = isMissedRecorded
    ? []
    : policy.reminders
        .filter(({ clock }) => clock === id)
        .map(({ before: { amount: long, unit } }) => act('remind', shifted(calendar, dueAt, { amount: -long, unit })))
        .filter(({ owedAt }) => !keys.has(keyOf('remind', id, owedAt)) && millisOf(owedAt) >= round.startedAt);
  const escalations = policy.escalation
    .filter(({ clock, severityFrom = 0 }) => clock === id && (round.about.severity ?? 0) >= severityFrom)
    .filter(stepsUp(reached))
    .map(({ after, level }) => act('escalate', shifted(calendar, dueAt, after), level));
  return [...reminders, ...missed, ...escalations];
};

/** First whoever handles it is told to warn the complainant; only what was warned of closes by itself, and nothing severe does. */
const silenceActs = (moments: readonly Moment[], versions: ClockVersions, { keys }: Done): readonly Act[] => {
  const silence = silenceOf(moments, versions);
  if (silence === null) return [];
  const act = (action: 'remind' | 'close', due: Instant, owedAt: Instant): Act => ({
    action,
    of: 'silence',
    clock: null,
    round: null,
    due,
    owedAt,
    level: null,
  });
  const { warned, warnFrom, closesAt, isSevere } = silence;
  if (warned !== null) return isSevere ? [] : [act('close', closesAt, closesAt)];
  return keys.has(keyOf('remind', null, warnFrom)) ? [] : [act('remind', closesAt, warnFrom)];
};

const inOrder = (acts: readonly Act[]): readonly Act[] =>
  [...acts].sort((a, b) => (a.owedAt === b.owedAt ? actions.indexOf(a.action) - actions.indexOf(b.action) : a.owedAt < b.owedAt ? -1 : 1));
