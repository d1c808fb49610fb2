import type { CommandOf } from './complaint.commands';
import type { ClockFacts, ClockStanding, ExtensionAsked, PauseAllowed } from './complaint.facts';
import type { Rule } from './rule';

/** A read model holds every pause, and must not grow without end. */
export const mostPauses = 100;

type Pausing = Rule<CommandOf<'PauseClock'>>;
/** Broken as the pauses so far say, whatever the policy allows. */
const pausedBefore = (code: string, detail: string, broken: (pauses: ClockFacts['pauses'], at: string) => boolean): Pausing => ({
  code,
  detail,
  broken: ({ at }, _complaint, { facts: { clocks } }) => clocks !== null && broken(clocks.pauses, at),
});
/** Judged only where the policy allows the reason at all. */
const ofAllowed = (
  code: string,
  detail: string,
  broken: (command: CommandOf<'PauseClock'>, allowed: PauseAllowed, clocks: ClockFacts) => boolean,
): Pausing => ({
  code,
  detail,
  broken: (command, _complaint, { facts: { clocks } }) =>
    clocks !== null && clocks.pauseAllowed !== null && broken(command, clocks.pauseAllowed, clocks),
});

const wouldStop = (
  { clocks: named }: CommandOf<'PauseClock'>,
  allowed: PauseAllowed,
  { id, isRunning, isOverdue }: ClockStanding,
): boolean => isRunning && !isOverdue && allowed.clocks.includes(id) && (named?.includes(id) ?? true);
const isTold = ({ channel, letter }: { readonly channel: unknown; readonly letter: unknown }): boolean =>
  channel !== null && letter !== null;

export const pausingRules: readonly Pausing[] = [
  {
    code: 'pause.reason-not-allowed',
    detail: 'The policy lets no clock stand still for this reason; name one that the policy names.',
    broken: (_command, _complaint, { facts: { clocks } }) => !clocks?.pauseAllowed,
  },
  ofAllowed(
    'pause.clock-not-allowed',
    'The policy does not let this reason stop every clock you name; leave out those it does not.',
    ({ clocks: named }, allowed) => named !== null && !named.every((id) => allowed.clocks.includes(id)),
  ),
  ofAllowed(
    'pause.once-only',
    'The policy lets clocks stand still once for this reason, and they did; go on without a pause.',
    ({ reason }, { once }, { pauses }) => once && pauses.reasonsUsed.includes(reason),
  ),
  pausedBefore('pause.running-already', 'The clocks stand still already; resume them first.', ({ open }) => open !== null),
  ofAllowed(
    'pause.nothing-runs',
    'No clock that this would stop is running in time; there is nothing to pause.',
    (command, allowed, { standing }) => !standing.some((clock) => wouldStop(command, allowed, clock)),
  ),
  ofAllowed(
    'pause.notice-missing',
    'The policy wants the complainant told of this pause; add the notice as it was sent, and its channel.',
    (command, { notice }) => notice.length > 0 && !isTold(command),
  ),
  pausedBefore(
    'pause.before-last',
    'This is before the last pause ended; correct the time.',
    ({ lastEndedAt }, at) => lastEndedAt !== null && at < lastEndedAt,
  ),
  pausedBefore(
    'pause.too-many',
    `It was paused ${mostPauses} times, which is as often as one complaint can be; go on without a pause.`,
    ({ count }) => count >= mostPauses,
  ),
];

export const resumingRules: readonly Rule<CommandOf<'ResumeClock'>>[] = [
  {
    code: 'resume.not-paused',
    detail: 'No pause is open; there is nothing to resume.',
    broken: (_command, _complaint, { facts: { clocks } }) => !clocks?.pauses.open,
  },
  {
    code: 'resume.before-pause',
    detail: 'This is before the clocks were paused; correct the time.',
    broken: ({ at }, _complaint, { facts: { clocks } }) => !!clocks?.pauses.open && at < clocks.pauses.open.at,
  },
];

type Extending = Rule<CommandOf<'ExtendDeadline'>>;
type Allowed = NonNullable<ExtensionAsked['allowed']>;
const ofClock = (
  code: string,
  detail: string,
  broken: (asked: ExtensionAsked, command: CommandOf<'ExtendDeadline'>) => boolean,
): Extending => ({
  code,
  detail,
  broken: (command, _complaint, { facts: { clocks } }) => !!clocks?.extension && broken(clocks.extension, command),
});
/** Judged only where the policy allows an extension at all. */
const ofExtension = (
  code: string,
  detail: string,
  broken: (allowed: Allowed, asked: ExtensionAsked, command: CommandOf<'ExtendDeadline'>) => boolean,
): Extending => ofClock(code, detail, (asked, command) => asked.allowed !== null && broken(asked.allowed, asked, command));

export const extendingRules: readonly Extending[] = [
  {
    code: 'extension.clock-unknown',
    detail: 'The complaint has no such clock; look at its clocks for the name.',
    broken: (_command, _complaint, { facts: { clocks } }) => !clocks?.extension,
  },
  ofClock('extension.not-allowed', 'The policy lets nobody extend this clock; keep the date.', ({ allowed }) => allowed === null),
  ofExtension(
    'extension.reason-not-allowed',
    'The policy does not extend this clock for this reason; name one that the policy names.',
    ({ reasons }, _asked, { reason }) => !reasons.includes(reason),
  ),
  ofExtension(
    'extension.used-up',
    'It was extended as often as the policy allows; keep the date.',
    ({ times }, { timesUsed }) => timesUsed >= times,
  ),
  ofExtension(
    'extension.beyond-cap',
    'The new date would lie beyond the latest that the policy allows; extend it by less.',
    (_allowed, { newDue, latestDue }) => newDue === null || (latestDue !== null && newDue > latestDue),
  ),
  ofExtension(
    'extension.wrong-unit',
    'The clock counts in another unit; say the extension in the one in which its limit is shown.',
    (_allowed, { unit }, { by }) => by.unit !== unit,
  ),
  ofClock('extension.too-late', 'The clock has run out or ended; what is late cannot be extended any more.', ({ isInTime }) => !isInTime),
  ofExtension(
    'extension.notice-missing',
    'The policy wants the complainant told of the new date; add the notice as it was sent, and its channel.',
    ({ notice }, _asked, command) => notice.length > 0 && !isTold(command),
  ),
  ofExtension(
    'extension.notice-without-date',
    'The notice does not hold the new date; add it to the text.',
    ({ notice }, { tellsDate, unit }, { by }) => by.unit === unit && notice.includes('date') && tellsDate === false,
  ),
];

export const holdingLetterRules: readonly Rule<CommandOf<'SendHoldingLetter'>>[] = [
  {
    code: 'holding-letter.not-provided',
    detail: 'The policy has no clock that a holding letter would satisfy now; send a progress update instead.',
    broken: (_command, _complaint, { facts: { clocks } }) =>
      !clocks?.standing.some(({ isRunning, takesHoldingLetter }) => isRunning && takesHoldingLetter),
  },
];
