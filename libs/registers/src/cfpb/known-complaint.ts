import {
  type Complaint,
  type ComplaintEvent,
  complaintCodec,
  complaintDecider,
  type DataOf,
  valueAt,
  withValueAt,
} from '@redress/complaints';
import type { RecordedEvent } from '@redress/event-store';
import type { Instant, Sealed, StoredEvent } from '@redress/kernel';
import { valueHash } from '@redress/sealing';
import type { CfpbRow } from './cfpb-row';
import { register, sameOf } from './identity';
import { type Fact, factOf, type From, laterFacts, sourceOf } from './row-facts';
import { clearValuesOf, type PathValue, sealedValuesOf } from './row-values';

type Stored = StoredEvent<ComplaintEvent>;
type StoredAs<T extends Stored['type']> = Extract<Stored, { type: T }>['data'];

/** A complaint that the log holds already, and what a row adds to it. */
export class KnownComplaint {
  private readonly events: readonly Stored[];
  private readonly commandIds: ReadonlySet<string>;
  private readonly receipt: StoredAs<'ComplaintReceived'>;

  /** `recorded` is the whole stream; `key` is 'destroyed' once the complaint was erased. */
  constructor(
    private readonly stream: string,
    recorded: readonly RecordedEvent[],
    private readonly key: Buffer | 'destroyed',
  ) {
    this.events = recorded.map((event) => complaintCodec.decode(event));
    this.commandIds = new Set(recorded.map(commandIdIn));
    this.receipt = this.events[0]!.data as StoredAs<'ComplaintReceived'>;
  }

  /** Is it the complaint of this row? Without ids the row's own content decides; an erased one cannot be told apart and counts as the same. */
  isOf(row: CfpbRow, occurrence: number): boolean {
    const { source } = this.receipt;
    if (source?.register !== register || (source.id === null) !== (row.id === null)) return false;
    if (row.id !== null) return source.id === row.id;
    return this.key === 'destroyed' || source.same === sameOf(this.key, row, occurrence);
  }

  /** What the row says that is not recorded yet. A value that was there before adds nothing, so that old and new copies may take turns. */
  additions(from: From, now: Instant): readonly Fact[] {
    const facts = laterFacts(from).filter(({ event, commandId }) => !this.commandIds.has(commandId) && this.isNews(event));
    return [...facts, ...this.clearCorrections(from, now), ...this.sealedCorrections(from, now)];
  }

  /** Another day of sending is a correction; nobody is given to the company whom a person answers for; no update follows the answer. */
  private isNews({ type }: ComplaintEvent): boolean {
    switch (type) {
      case 'ComplaintAcknowledged':
        return !this.events.some((known) => known.type === type && known.data.source !== null);
      case 'ComplaintAssigned':
        return !isOwned(this.state);
      case 'ProgressUpdateSent':
        return !this.events.some((known) => known.type === 'ComplaintResolved' || known.type === 'ComplaintClosed');
      default:
        return true;
    }
  }

  private get state(): Complaint {
    return this.events.reduce(complaintDecider.evolve, complaintDecider.initial);
  }

  private clearCorrections(from: From, at: Instant): readonly Fact[] {
    const { sentAt } = from.row;
    const ofReceipt = clearValuesOf(from.row).flatMap((value) => this.clearCorrection(from, at, 0, value, value.path));
    const ofSending = this.events.flatMap((event, revision) => {
      if (sentAt === null || (event.type !== 'ComplaintAcknowledged' && event.type !== 'ComplaintAssigned')) return [];
      // Both events have the same path and value, and each needs a correction of its own.
      return event.data.source === null ? [] : this.clearCorrection(from, at, revision, { path: 'at', value: sentAt }, `${event.type}.at`);
    });
    return [...ofReceipt, ...ofSending];
  }

  private clearCorrection(from: From, at: Instant, revision: number, { path, value }: PathValue, name: string): readonly Fact[] {
    const seen = this.valuesSeen(revision, path);
    if (seen.includes(value)) return [];
    const now = seen.at(-1) ?? null;
    const correction = { at, revision, of: this.events[revision]!.type, path, from: now, to: value, source: sourceOf(from) };
    return this.unlessRecorded(factOf(from, { type: 'CorrectionRecorded', data: correction }, name, value));
  }

  /** Each correction holds the whole part, so the next one of the same row is made on top of it. */
  private sealedCorrections(from: From, at: Instant): readonly Fact[] {
    const { key } = this;
    if (key === 'destroyed') return [];
    const seen = this.partsSeen(key);
    let part = seen.at(-1) ?? {};
    return sealedValuesOf(from.row).flatMap(({ path, value }) => {
      if (seen.some((personal) => valueAt({ personal }, path) === value)) return [];
      const corrected = withValueAt({ personal: part }, path, value).personal;
      const correction = { at, revision: 0, of: 'ComplaintReceived', path, corrected, source: sourceOf(from) } as const;
      const fact = factOf(from, { type: 'CorrectionRecorded', data: correction }, path, valueHash(key, value));
      const added = this.unlessRecorded(fact);
      if (added.length > 0) part = corrected;
      return added;
    });
  }

  private unlessRecorded(fact: Fact): readonly Fact[] {
    return this.commandIds.has(fact.commandId) ? [] : [fact];
  }

  /** Everything a clear field has held so far, the present value last. */
  private valuesSeen(revision: number, path: string): readonly DataOf<'CorrectionRecorded'>['from'][] {
    const corrections = this.corrections.filter((each) => each.revision === revision && each.path === path);
    const first = valueAt(this.events[revision]!.data, path) as DataOf<'CorrectionRecorded'>['from'];
    return [first, ...corrections.map(({ to }) => to)];
  }

  /** Everything the sealed part of the receipt has held so far, the present one last. */
  private partsSeen(key: Buffer): readonly object[] {
    const corrections = this.corrections.filter(({ revision, path }) => revision === 0 && path.startsWith('personal.'));
    const texts = [this.receipt.personal, ...corrections.map(({ corrected }) => corrected)];
    return texts.flatMap((text?: Sealed) => (text === undefined ? [] : [complaintCodec.openWith(key, this.stream, text)]));
  }

  private get corrections(): readonly StoredAs<'CorrectionRecorded'>[] {
    return this.events.flatMap((event) => (event.type === 'CorrectionRecorded' ? [event.data] : []));
  }
}

const isOwned = ({ handler, organisation }: Complaint): boolean => handler !== null || organisation !== null;

const commandIdForm = /"commandId":"([^"]*)"/;
/** Metadata stays text unless more of it is needed: reading all of it costs as much as the event. */
const commandIdIn = ({ metadata }: RecordedEvent): string => commandIdForm.exec(metadata)?.[1] ?? '';
