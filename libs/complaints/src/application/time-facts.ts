import { actsOwed, agendaOf, isSameAct, recordedIn, silenceOf, type Versions } from '@redress/deadlines';
import { type History } from '@redress/event-store';
import { dayIn, type Instant, type Pin } from '@redress/kernel';
import type { Staff } from '@redress/staff';
import { momentsIn } from '../complaint-moments';
import type { ComplaintCommand } from '../domain/complaint.commands';
import type { ComplaintEvent } from '../domain/complaint.events';
import type { OwedAct, SilenceFacts } from '../domain/complaint.facts';
import { type Complaint, isOwned } from '../domain/complaint.state';
import { holdsDay } from './letter-holds';

interface Sources {
  readonly staff: Staff;
  readonly versions: Versions;
}
type Of = History<Complaint, ComplaintEvent>;

/** The act that the process manager asks for, as it is owed when the command is recorded; null where it is owed no more. */
export const owedBy = async (
  { staff, versions }: Sources,
  command: ComplaintCommand,
  history: Of,
  recordedAt: Instant,
): Promise<OwedAct | null> => {
  if (command.type !== 'ActOnTime') return null;
  const agenda = agendaOf(momentsIn(history.seen), versions, await ownerlessSince(staff, history));
  const first = actsOwed(agenda, recordedAt)[0] ?? null;
  // Only the first: what a complaint owes happens in the order in which it was owed.
  return first !== null && isSameAct(first, command.owed) ? first : null;
};

/** Since it was recorded as a complaint, or since its handler left; null while somebody answers for it. */
export const ownerlessSince = async (staff: Staff, { seen, state }: Of): Promise<Instant | null> => {
  if (!isOwned(state)) return recordedIn(momentsIn(seen));
  return state.handler === null ? null : (await staff.find(state.handler)).leftAt;
};

/** Of a warning, or of a closing for silence; a warning is looked at as if it had been given. */
export const silenceFacts = (versions: Versions, command: ComplaintCommand, { seen, state }: Of): SilenceFacts | null => {
  const isAsked =
    command.type === 'WarnOfClosing' ||
    (command.type === 'CloseComplaint' && command.reason === 'silence') ||
    (command.type === 'ActOnTime' && command.owed.action === 'close');
  const { calendar } = state;
  if (!isAsked || calendar === null) return null;
  const moments = momentsIn(seen);
  const silence = silenceOf(moments, versions);
  if (silence === null) return null;
  const given = seen.findLast(({ event }) => event.type === 'ClosingWarned')?.event;
  const warned = silence.warned === null || given?.type !== 'ClosingWarned' ? null : { at: silence.warned, channel: given.data.channel };
  if (command.type !== 'WarnOfClosing') return { warnFrom: silence.warnFrom, warned, closesAt: silence.closesAt, tellsDay: null };
  const { closesAt } = silenceOf([...moments, { what: 'warned', revision: seen.length, at: command.at }], versions)!;
  return { warnFrom: silence.warnFrom, warned, closesAt, tellsDay: holdsDay(command.letter.text, dayOf(versions, calendar, closesAt)) };
};

const dayOf = (versions: Versions, calendar: Pin, instant: Instant): string => dayIn(versions.calendar(calendar).timeZone)(instant);
