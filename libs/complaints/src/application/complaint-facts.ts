import type { Versions } from '@redress/deadlines';
import { type EventStore, type Facts, type History, metadataOf, type Seen } from '@redress/event-store';
import type { Instant, Sealed } from '@redress/kernel';
import type { Sealer } from '@redress/sealing';
import { competencesOn, isAbsentOn, type Staff } from '@redress/staff';
import { complaintStream } from '../complaint-stream';
import type { CommandOf, ComplaintCommand } from '../domain/complaint.commands';
import { isPersonalPath, valueAt, withValueAt } from '../domain/complaint.corrections';
import type { ComplaintEvent, Correctable, DataOf } from '../domain/complaint.events';
import type { ComplaintFacts, Person } from '../domain/complaint.facts';
import type { Complaint } from '../domain/complaint.state';
import { complaintCodec } from '../storage/complaint.codec';
import type { Workload } from '../workload';
import { clockFacts } from './clock-facts';
import { holdsDay, holdsNumber, holdsPhone, holdsText } from './letter-holds';
import { partBy, policyOf, repinnedBy } from './policy-choice';
import { owedBy, silenceFacts } from './time-facts';

interface Sources {
  readonly store: EventStore;
  readonly sealer: Sealer;
  readonly staff: Staff;
  readonly versions: Versions;
  readonly workload: Workload | undefined;
}
type Of = History<Complaint, ComplaintEvent>;
type SeenOf<T extends ComplaintEvent['type']> = Seen<ComplaintEvent> & { event: { type: T; data: DataOf<T> } };

/** Opens the stream's strings where a rule compares with them and asks other streams, and answers yes or no: a decision sees neither. */
export const complaintFacts =
  (sources: Sources): Facts<Complaint, ComplaintCommand, ComplaintEvent, ComplaintFacts> =>
  async (command, history, { recordedAt, actor }) => {
    // First: it learns every version the complaint was ever pinned to, which what follows asks for.
    const policy = await policyOf(sources, command, history);
    return {
      policy,
      repinned: await repinnedBy(sources, command, history),
      part: command.type === 'SeparatePart' ? await partBy(sources, command, history) : null,
      receipt: command.type === 'AcknowledgeComplaint' ? await receiptHolds(sources, command, history) : null,
      followUp: command.type === 'FollowUpComplaint' && command.letter ? await followUpHolds(sources, command.letter.text, history) : null,
      person: await namedPerson(sources, command, history.state),
      workload: command.type === 'AssignComplaint' ? ((await sources.workload?.openOf(command.handler)) ?? null) : null,
      approver: command.type === 'ApproveRemedy' ? { limit: (await sources.staff.find(actor.id)).limit } : null,
      deciders: command.type === 'DecideReview' ? decidersIn(history) : null,
      duplicateExists: await duplicateExists(sources.store, command, history),
      correction: command.type === 'CorrectComplaint' ? await correctionOf(sources, command, history, recordedAt) : null,
      clocks: clockFacts(sources.versions, command, history, policy, recordedAt),
      owed: await owedBy(sources, command, history, recordedAt),
      silence: silenceFacts(sources.versions, command, history),
    };
  };

const namedPerson = async (
  { staff, versions }: Sources,
  command: ComplaintCommand,
  { handler, subjects }: Complaint,
): Promise<Person | null> => {
  const person = async (id: string): Promise<Person> => {
    const member = await staff.find(id);
    const { exists, active, team } = member;
    const day = versions.dayOf(command.at);
    return { id, exists, active, team, competences: competencesOn(member, day), absent: isAbsentOn(member, day) };
  };
  switch (command.type) {
    case 'AssignComplaint':
      return person(command.handler);
    case 'EscalateComplaint':
      return command.to === null ? null : person(command.to);
    case 'RecordInterview':
      return command.staffId === null ? null : person(command.staffId);
    case 'ReopenComplaint': {
      // The present handler, unless they left or turned out to be whom it is about: then the one it must name.
      const present = handler === null ? null : await person(handler);
      const stays = present?.active && !subjects.includes(present.id);
      return stays || command.handler === null ? present : person(command.handler);
    }
    default:
      return null;
  }
};

const duplicateExists = async (store: EventStore, command: ComplaintCommand, history: Of): Promise<boolean | null> => {
  if (command.type === 'LinkDuplicate') return exists(store, command.of, history);
  return command.type === 'CloseComplaint' && command.duplicateOf ? exists(store, command.duplicateOf, history) : null;
};

const exists = async (store: EventStore, number: string, { stream }: Of): Promise<boolean> => {
  const named = complaintStream(number);
  return named !== stream && (await store.last(named)) !== null;
};

const isOf =
  <T extends ComplaintEvent['type']>(type: T) =>
  (seen: Seen<ComplaintEvent>): seen is SeenOf<T> =>
    seen.event.type === type;

const decidersIn = ({ seen }: Of): readonly string[] =>
  seen
    .filter(({ event: { type } }) => type === 'DecisionCommunicated' || type === 'PartAnswered')
    .map(({ recorded }) => metadataOf(recorded).actor.id);

/** A sealed part of an event as corrected so far, opened: null where the event has none. */
const openPart = async (
  sealer: Sealer,
  { stream, seen }: Of,
  revision: number,
  part: 'brief' | 'personal',
): Promise<object | 'sealed' | null> => {
  const corrections = seen
    .map(({ event }) => event)
    .filter((event) => event.type === 'CorrectionRecorded' && event.data.revision === revision && event.data.path.startsWith(part));
  const latest = (corrections.at(-1)?.data as { corrected?: Sealed } | undefined)?.corrected;
  const original = (seen[revision]?.event.data as Partial<Record<typeof part, Sealed>> | undefined)?.[part];
  const text = latest ?? original;
  return text === undefined ? null : complaintCodec.open(sealer, stream, text);
};

/** An anonymous complaint holds name and details. Where nothing was sealed there is nothing a receipt could lack. */
const receiptHolds = async (
  { sealer, versions }: Sources,
  { receipt: { text } }: CommandOf<'AcknowledgeComplaint'>,
  history: Of,
): Promise<ComplaintFacts['receipt']> => {
  const received = history.seen.find(isOf('ComplaintReceived'));
  if (!received) return null;
  const [brief, personal] = await Promise.all([openPart(sealer, history, 0, 'brief'), openPart(sealer, history, 0, 'personal')]);
  if (brief === 'sealed' || personal === 'sealed') return 'erased';
  const { number } = received.event.data;
  const { complainant } = (personal ?? {}) as NonNullable<DataOf<'ComplaintReceived'>['personal']>;
  return {
    number: holdsNumber(text, number),
    details: complainant === undefined || holdsDetails(text, complainant),
    summary: holdsText(text, ((brief ?? { summary: '' }) as { summary: string }).summary),
    receivedAt: holdsDay(text, versions.dayOf(history.state.receivedAt!)),
  };
};

/** The name, and one of the ways to reach the person where any is known. */
const holdsDetails = (
  text: string,
  { name, address, phone, email }: NonNullable<NonNullable<DataOf<'ComplaintReceived'>['personal']>['complainant']>,
): boolean => {
  const ways = [address && holdsText(text, address), phone && holdsPhone(text, phone), email && holdsText(text, email)].filter(
    (way) => typeof way === 'boolean',
  );
  return holdsText(text, name ?? '') && (ways.length === 0 || ways.includes(true));
};

const followUpHolds = async ({ sealer }: Sources, text: string, history: Of): Promise<ComplaintFacts['followUp']> => {
  const resolved = history.seen.filter(isOf('ComplaintResolved')).at(-1);
  const received = history.seen.find(isOf('ComplaintReceived'));
  if (!received) return null;
  const [brief, resolution] = await Promise.all([
    openPart(sealer, history, 0, 'brief'),
    // Closed without a resolution (withdrawn, out of scope): there is no remedy a message could hold.
    resolved ? openPart(sealer, history, resolved.recorded.revision, 'personal') : null,
  ]);
  if (brief === 'sealed' || resolution === 'sealed') return 'erased';
  return {
    number: holdsNumber(text, received.event.data.number),
    summary: holdsText(text, ((brief ?? { summary: '' }) as { summary: string }).summary),
    remedy: holdsText(text, ((resolution ?? { remedy: '' }) as { remedy: string }).remedy),
  };
};

const correctionOf = async (
  { sealer, versions }: Sources,
  { revision, path, value }: CommandOf<'CorrectComplaint'>,
  history: Of,
  recordedAt: string,
): Promise<ComplaintFacts['correction']> => {
  const seen = history.seen[revision];
  if (!seen) return 'unknown';
  const { actor, recordedAt: recordedThen } = metadataOf(seen.recorded);
  const about = {
    of: seen.event.type,
    imported: history.state.imported,
    recordedBy: actor.id,
    recordedAt: recordedThen,
    followedAt: revision === 0 ? followedAt(history) : null,
    today: versions.dayOf(recordedThen) === versions.dayOf(recordedAt),
  };
  if (!isPersonalPath(path)) {
    const now = clearNow(history, revision, path) as Correctable;
    return { ...about, now, same: JSON.stringify(now) === JSON.stringify(value), part: null };
  }
  const part = path.startsWith('brief') ? 'brief' : 'personal';
  const opened = await openPart(sealer, history, revision, part);
  if (opened === 'sealed') return 'erased';
  const whole = { [part]: opened ?? {} };
  const same = JSON.stringify(valueAt(whole, path)) === JSON.stringify(value);
  return { ...about, now: null, same, part: (withValueAt(whole, path, value ?? undefined) as Record<string, object>)[part]! };
};

/** When the first event after the receipt happened of which a time is known; a correction happens to what it corrects. */
const followedAt = (history: Of): Instant | null => {
  const times = history.seen.slice(1).flatMap(({ event, recorded: { revision } }) => {
    const at = event.type === 'CorrectionRecorded' ? null : clearNow(history, revision, 'at');
    return typeof at === 'string' ? [at] : [];
  });
  return times.sort()[0] ?? null;
};

/** The value after the corrections so far. */
const clearNow = ({ seen }: Of, revision: number, path: string): unknown => {
  const latest = seen
    .filter(isOf('CorrectionRecorded'))
    .filter(({ event: { data } }) => data.revision === revision && data.path === path)
    .at(-1);
  return latest ? (latest.event.data.to ?? null) : valueAt(seen[revision]!.event.data, path);
};
