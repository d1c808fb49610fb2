import { type About, type Moment, nothingKnown, type Versions } from '@redress/deadlines';
import type { EventStore, History } from '@redress/event-store';
import { type Instant, isInstant, type Pin, type StoredEvent } from '@redress/kernel';
import { aboutOf, momentsAfter, momentsIn } from '../complaint-moments';
import type { CommandOf, ComplaintCommand } from '../domain/complaint.commands';
import { isCorrectable, isTimePath } from '../domain/complaint.corrections';
import type { ComplaintEvent } from '../domain/complaint.events';
import type { ComplaintFacts, HandlingPolicy, Repinned } from '../domain/complaint.facts';
import type { Complaint } from '../domain/complaint.state';
import { handlingPolicyOf } from './handling-policy';

interface Sources {
  readonly store: EventStore;
  readonly versions: Versions;
}
type Of = History<Complaint, ComplaintEvent>;
type Stored = StoredEvent<ComplaintEvent>;
interface Pins {
  readonly policy: Pin;
  readonly calendar: Pin;
}

/** What decides which policy it falls under. */
interface Subject {
  readonly about: About;
  readonly receivedAt: Instant;
}
/** What is pinned; for a new complaint, or one that is taken over, what it falls under. */
export const policyOf = async ({ store, versions }: Sources, command: ComplaintCommand, history: Of): Promise<HandlingPolicy> => {
  const { policy, calendar } = history.state;
  if (policy !== null && calendar !== null) {
    for (const { event } of history.seen) if (isPinning(event) || isSeparating(event)) await versions.learn(store, event.data);
    return handling(versions, { policy, calendar });
  }
  await versions.refresh(store);
  const subject = command.type === 'ReceiveComplaint' ? subjectOf(command) : subjectIn(momentsIn(history.seen));
  return handling(versions, subject === null ? versions.inForce() : versions.choice(subject.about, subject.receivedAt));
};

/**
 * Why an event at this position pinned the policy; `moments` are those up to it, so that nothing counts that was learned later. Null where
 * no choice explains it. What was adopted by then must have been read.
 */
export const pinnedBecause = (versions: Versions, policy: Pin, moments: readonly Moment[], position: string): string | null => {
  const subject = subjectIn(moments);
  return subject && versions.because(policy, subject.about, subject.receivedAt, position);
};

/** Also of an earlier pin something may be asked: what was kept or missed under it is judged by it. */
export const isPinning = (event: Stored): event is Stored & { readonly data: Pins } =>
  event.type === 'PolicyPinned' || (event.type === 'ComplaintReceived' && event.data.policy !== null && event.data.calendar !== null);

/** Its clocks are judged by a policy of its own. */
export const isSeparating = (event: Stored): event is StoredPart => event.type === 'PartSeparated';
type StoredPart = Extract<Stored, { type: 'PartSeparated' }>;

const handling = (versions: Versions, { policy, calendar }: Pins): HandlingPolicy =>
  handlingPolicyOf(policy, calendar, versions.policy(policy));

const subjectOf = ({ at, region, segment, product, category, channel, kind }: CommandOf<'ReceiveComplaint'>): Subject => ({
  about: { ...nothingKnown, jurisdiction: region, sector: segment, product, category, channel, kind },
  receivedAt: at,
});

/** Null before the receipt. */
const subjectIn = (moments: readonly Moment[]): Subject | null => {
  let about = nothingKnown;
  let receivedAt: Instant | null = null;
  for (const moment of moments) {
    if (moment.what === 'about') about = { ...about, ...moment.about };
    if (moment.what === 'received') receivedAt = moment.at;
  }
  return receivedAt === null ? null : { about, receivedAt };
};

/**
 * Does the command make it fall under another policy? Before and after are judged by what is adopted now, so a version that was adopted
 * since is no reason by itself.
 */
export const repinnedBy = async ({ store, versions }: Sources, command: ComplaintCommand, history: Of): Promise<Repinned | null> => {
  const told = toldBy(command, history);
  if (told === null) return null;
  await versions.refresh(store);
  const moments = momentsIn(history.seen);
  const before = subjectIn(moments);
  const after = subjectIn(momentsAfter(moments, told, { revision: history.seen.length, recordedAt: '' }));
  if (before === null || after === null) return null;
  const chosen = versions.choice(after.about, after.receivedAt);
  if (isSame(chosen, versions.choice(before.about, before.receivedAt)) || isSame(chosen, history.state)) return null;
  const reason = before.receivedAt === after.receivedAt ? 'reclassified' : 'receipt-corrected';
  return { policy: chosen.policy, calendar: chosen.calendar, reason };
};

const isSame = (a: Pins, b: { readonly policy: Pin | null; readonly calendar: Pin | null }): boolean =>
  isSamePin(a.policy, b.policy) && isSamePin(a.calendar, b.calendar);
const isSamePin = (a: Pin, b: Pin | null): boolean => b !== null && a.id === b.id && a.version === b.version;

/** What a part falls under that is separated by this; null before the receipt. */
export const partBy = async (
  { store, versions }: Sources,
  command: CommandOf<'SeparatePart'>,
  history: Of,
): Promise<ComplaintFacts['part']> => {
  const subject = partOf(subjectIn(momentsIn(history.seen)), command);
  if (subject === null) return null;
  await versions.refresh(store);
  return versions.choice(subject.about, subject.receivedAt);
};

/** The same of a part that this event separated. */
export const partBecause = (versions: Versions, { data }: StoredPart, moments: readonly Moment[], position: string): string | null => {
  const subject = partOf(subjectIn(moments), data);
  return subject && versions.because(data.policy, subject.about, subject.receivedAt, position);
};

const partOf = (subject: Subject | null, named: Parameters<typeof aboutOf>[0]): Subject | null =>
  subject && { ...subject, about: { ...subject.about, ...aboutOf(named) } };

/** What the command would tell, as far as the choice is concerned; null where it tells nothing of it. */
const toldBy = (command: ComplaintCommand, history: Of): Stored | null => {
  switch (command.type) {
    case 'ClassifyComplaint': {
      const { at, product, category, department, segment, region } = command;
      return { type: 'Classified', data: { at, product, category, department, segment, region, personal: '' } };
    }
    case 'AssessComplaint': {
      const { type: _type, reason: _reason, backdating: _backdating, ...data } = command;
      return { type: 'ComplaintAssessed', data };
    }
    case 'ConvertToComplaint':
      return { type: 'ConvertedToComplaint', data: { at: command.at, from: history.state.kind ?? 'complaint', personal: '' } };
    case 'CorrectComplaint':
      return correctionBy(command, history);
    default:
      return null;
  }
};

/** One that will be refused tells nothing. */
const correctionBy = ({ at, revision, path, value }: CommandOf<'CorrectComplaint'>, { seen }: Of): Stored | null => {
  const of = seen[revision]?.event.type;
  if (of === undefined || !isCorrectable(of, path)) return null;
  if (isTimePath(path) && !(typeof value === 'string' && isInstant(value))) return null;
  return { type: 'CorrectionRecorded', data: { at, revision, of, path, to: value, source: null } };
};
