import {
  type ClockReading,
  clocksAt,
  type ClockVersions,
  extensionAt,
  type Moment,
  type PauseReading,
  pausesOf,
  type Policy,
  policyOfPart,
} from '@redress/deadlines';
import type { History } from '@redress/event-store';
import { dayIn, type Instant, instantAt, millisOf } from '@redress/kernel';
import { momentsAfter, momentsIn } from '../complaint-moments';
import type { CommandOf, ComplaintCommand } from '../domain/complaint.commands';
import type { ComplaintEvent } from '../domain/complaint.events';
import type { ClockFacts, ClockStanding, ExtensionAsked, HandlingPolicy, PauseAllowed } from '../domain/complaint.facts';
import type { Complaint } from '../domain/complaint.state';
import { holdsDay } from './letter-holds';

/** What the complaint is pinned to, or will be with this command. */
type Pins = Pick<HandlingPolicy, 'policy' | 'calendar'>;
type Of = History<Complaint, ComplaintEvent>;

/** What the rules of this command ask of the clocks, from the history just read; null for a command that asks nothing. */
export const clockFacts = (
  versions: ClockVersions,
  command: ComplaintCommand,
  history: Of,
  pins: Pins,
  recordedAt: Instant,
): ClockFacts | null => {
  switch (command.type) {
    case 'PauseClock':
    case 'ResumeClock':
    case 'ExtendDeadline':
    case 'SendHoldingLetter': {
      const moments = momentsOf(history, pins, recordedAt);
      const readings = clocksAt(moments, versions, recordedAt);
      return {
        standing: readings.map((reading) => standingOf(versions, reading)),
        pauses: pausesNow(pausesOf(moments, versions), command.at),
        pauseAllowed: command.type === 'PauseClock' ? pauseAllowed(versions, moments, command) : null,
        extension: command.type === 'ExtendDeadline' ? extensionAsked(versions, moments, readings, command, recordedAt) : null,
      };
    }
    default:
      return null;
  }
};

/** A complaint that is taken over pins its policy with this command. */
const momentsOf = ({ seen, state }: Of, { policy, calendar }: Pins, recordedAt: Instant): readonly Moment[] => {
  if (state.policy !== null) return momentsIn(seen);
  const pinning = { type: 'PolicyPinned', data: { at: recordedAt, policy, calendar, reason: 'taken-over' } } as const;
  return momentsAfter(momentsIn(seen), pinning, { revision: seen.length, recordedAt });
};

const standingOf = (versions: ClockVersions, { id, part, round, policy, verdict, due }: ClockReading): ClockStanding => {
  const { clocks } = part === null ? versions.policy(policy) : policyOfPart(versions.policy(policy), part);
  const rule = clocks.find((clock) => clock.id === id);
  return {
    id,
    round,
    isRunning: verdict === 'running' || verdict === 'paused' || verdict === 'overdue',
    isPaused: verdict === 'paused',
    isOverdue: verdict === 'overdue',
    due,
    takesHoldingLetter: rule !== undefined && (rule.stops.includes('holding-letter') || rule.extendedBy?.what === 'holding-letter'),
  };
};

/** A pause that ends by itself is open until then. */
const pausesNow = (pauses: readonly PauseReading[], at: Instant): ClockFacts['pauses'] => {
  const last = pauses.at(-1);
  const isOpen = last !== undefined && !last.isEnded && (last.until === null || last.until > at);
  const ended = isOpen ? pauses.slice(0, -1) : pauses;
  return {
    open: isOpen ? { at: last.at } : null,
    lastEndedAt:
      ended
        .flatMap(({ until }) => until ?? [])
        .sort()
        .at(-1) ?? null,
    reasonsUsed: [...new Set(pauses.map(({ reason }) => reason))],
    count: pauses.length,
  };
};

/** Where a part falls under another policy, that one is asked too; whatever one of them wants is wanted. */
const pauseAllowed = (versions: ClockVersions, moments: readonly Moment[], { reason }: CommandOf<'PauseClock'>): PauseAllowed | null => {
  const allowed = policiesOf(moments, versions).flatMap(({ pauses, clocks }) =>
    pauses.filter((pause) => pause.reason === reason).map((rule) => ({ ...rule, clocks: rule.clocks ?? clocks.map(({ id }) => id) })),
  );
  if (allowed.length === 0) return null;
  const all = <T>(of: (rule: (typeof allowed)[number]) => readonly T[]): readonly T[] => [...new Set(allowed.flatMap(of))];
  return { clocks: all(({ clocks }) => clocks), once: allowed.some(({ once }) => once), notice: all(({ notice }) => notice) };
};

/** The one that is pinned, and those of the parts. */
const policiesOf = (moments: readonly Moment[], versions: ClockVersions): readonly Policy[] => {
  const pinned = moments.findLast((moment) => moment.what === 'pinned');
  return [
    ...(pinned?.what === 'pinned' ? [versions.policy(pinned.policy)] : []),
    ...moments.flatMap((moment) => (moment.what === 'separated' ? [policyOfPart(versions.policy(moment.policy), moment.part)] : [])),
  ];
};

const extensionAsked = (
  versions: ClockVersions,
  moments: readonly Moment[],
  readings: readonly ClockReading[],
  command: CommandOf<'ExtendDeadline'>,
  recordedAt: Instant,
): ExtensionAsked | null => {
  const found = extensionAt(moments, versions, command, recordedAt);
  if (found === null) return null;
  const { timeZone, ...asked } = found;
  const { verdict } = readings.findLast(({ id, round }) => id === command.clock && round === found.round)!;
  return {
    ...asked,
    isInTime: verdict === 'running' || verdict === 'paused',
    tellsDate: command.letter === null || found.newDue === null ? null : holdsDay(command.letter.text, lastDay(found.newDue, timeZone)),
  };
};

/** Where a day ends the next one begins: what is due then is due on the day that ends. */
const lastDay = (due: Instant, timeZone: string): string => dayIn(timeZone)(instantAt(millisOf(due) - 1));
