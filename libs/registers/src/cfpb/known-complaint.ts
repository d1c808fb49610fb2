import { type ComplaintEvent, complaintCodec, type DataOf, isPersonalPath, valueAt, withValueAt } from '@redress/complaints';
import { metadataOf, type RecordedEvent } from '@redress/event-store';
import type { Instant, Sealed, StoredEvent } from '@redress/kernel';
import { valueHash } from '@redress/sealing';
import type { CfpbRow } from './cfpb-row';
import { importCommandId, sameOf } from './identity';
import { type Fact, type From, laterFacts, sourceOf } from './row-facts';

type Stored = StoredEvent<ComplaintEvent>;
type Receipt = Extract<Stored, { type: 'ComplaintReceived' }>['data'];

/** A complaint that the log holds already, as one reads it to see what a row adds. */
export class KnownComplaint {
  readonly events: readonly Stored[];
  readonly commandIds: ReadonlySet<string>;
  readonly last: RecordedEvent;
  private readonly receipt: Receipt;

  /** `recorded` is the whole stream; `key` 'destroyed' once it was erased. */
  constructor(
    readonly stream: string,
    recorded: readonly RecordedEvent[],
    private readonly key: Buffer | 'destroyed',
  ) {
    this.events = recorded.map((event) => complaintCodec.decode(event));
    this.commandIds = new Set(recorded.map((event) => metadataOf(event).commandId));
    this.last = recorded.at(-1)!;
    this.receipt = this.events[0]!.data as Receipt;
  }

  /** Is it the complaint of this row? Without ids the row's own content decides; an erased one cannot be told apart and counts as the same. */
  isOf(row: CfpbRow, register: string, occurrence: number): boolean {
    const { source } = this.receipt;
    if (source?.register !== register || (source.id === null) !== (row.id === null)) return false;
    if (row.id !== null) return source.id === row.id;
    return this.key === 'destroyed' || source.same === sameOf(this.key, row, occurrence);
  }

  /** What the row says that is not recorded yet. */
  additions(from: From, now: Instant): readonly (Fact & { readonly commandId: string })[] {
    const key = from.row.id ?? from.number;
    const facts = laterFacts(from)
      .filter((fact) => this.isNews(fact))
      .map((fact) => ({ ...fact, commandId: importCommandId(key, fact.event.type, ...fact.values) }));
    return [...facts.filter(({ commandId }) => !this.commandIds.has(commandId)), ...this.corrections(from, key, now)];
  }

  /** A second day of sending corrects the first one; an update is none after the answer; one closing is enough while it is closed. */
  private isNews({ event }: Fact): boolean {
    const has = (type: Stored['type']): boolean => this.events.some((known) => known.type === type);
    if (event.type === 'ComplaintAcknowledged' || event.type === 'ComplaintAssigned') return !has(event.type);
    return event.type !== 'ProgressUpdateSent' || !has('ComplaintResolved');
  }

  private corrections(from: From, key: string, now: Instant): readonly (Fact & { readonly commandId: string })[] {
    return [...this.receiptCorrections(from, key, now), ...this.sendingCorrections(from, key, now)];
  }

  private receiptCorrections(from: From, key: string, at: Instant): readonly (Fact & { readonly commandId: string })[] {
    const corrections: (Fact & { readonly commandId: string })[] = [];
    const { clear, sealed } = valuesOf(from.row);
    for (const [path, to] of clear) {
      const commandId = importCommandId(key, 'CorrectionRecorded', path, to);
      if (this.commandIds.has(commandId) || this.valuesSeen(0, path).includes(to)) continue;
      const data: DataOf<'CorrectionRecorded'> = {
        at,
        revision: 0,
        of: 'ComplaintReceived',
        path,
        from: this.valueNow(0, path),
        to,
        source: sourceOf(from),
      };
      corrections.push({ event: { type: 'CorrectionRecorded', data }, values: [path, to], commandId });
    }
    if (this.key === 'destroyed') return corrections;
    let part = this.openedNow();
    const first = this.openedFirst();
    for (const [path, to] of sealed) {
      const commandId = importCommandId(key, 'CorrectionRecorded', path, valueHash(this.key, to));
      if (this.commandIds.has(commandId) || valueAt({ personal: first }, path) === to || valueAt({ personal: part }, path) === to) continue;
      part = withValueAt({ personal: part }, path, to).personal;
      const data: DataOf<'CorrectionRecorded'> = {
        at,
        revision: 0,
        of: 'ComplaintReceived',
        path,
        corrected: part,
        source: sourceOf(from),
      };
      corrections.push({ event: { type: 'CorrectionRecorded', data }, values: [], commandId });
    }
    return corrections;
  }

  private sendingCorrections(from: From, key: string, now: Instant): readonly (Fact & { readonly commandId: string })[] {
    const to = from.row.sentAt;
    if (to === null) return [];
    return this.events.flatMap((event, revision) => {
      if ((event.type !== 'ComplaintAcknowledged' && event.type !== 'ComplaintAssigned') || event.data.source === null) return [];
      const commandId = importCommandId(key, 'CorrectionRecorded', `${event.type}.at`, to);
      if (this.commandIds.has(commandId) || this.valuesSeen(revision, 'at').includes(to)) return [];
      const data: DataOf<'CorrectionRecorded'> = {
        at: now,
        revision,
        of: event.type,
        path: 'at',
        from: this.valueNow(revision, 'at'),
        to,
        source: sourceOf(from),
      };
      return [{ event: { type: 'CorrectionRecorded' as const, data }, values: [], commandId }];
    });
  }

  /** Everything a clear field has held so far, the present value last. */
  private valuesSeen(revision: number, path: string): readonly unknown[] {
    const corrected = this.events.flatMap((event) =>
      event.type === 'CorrectionRecorded' && event.data.revision === revision && event.data.path === path ? [event.data.to] : [],
    );
    return [valueAt(this.events[revision]!.data, path), ...corrected];
  }
  private valueNow(revision: number, path: string) {
    return this.valuesSeen(revision, path).at(-1) as DataOf<'CorrectionRecorded'>['from'] & (string | null);
  }

  private openedFirst(): object {
    return this.opened((this.receipt as { personal?: Sealed }).personal);
  }
  private openedNow(): object {
    const latest = this.events.flatMap((event) =>
      event.type === 'CorrectionRecorded' &&
      event.data.revision === 0 &&
      isPersonalPath(event.data.path) &&
      event.data.path.startsWith('personal') &&
      event.data.corrected
        ? [event.data.corrected]
        : [],
    );
    return this.opened(latest.at(-1) ?? (this.receipt as { personal?: Sealed }).personal);
  }
  private opened(text: Sealed | undefined): object {
    return text === undefined || this.key === 'destroyed' ? {} : complaintCodec.openWith(this.key, this.stream, text);
  }
}

type Named = readonly (readonly [path: string, value: string])[];

/** What the receipt holds of a row, by path; blank cells and absent columns say nothing and are left out. */
const valuesOf = (row: CfpbRow): { readonly clear: Named; readonly sealed: Named } => {
  const given = (path: string, value: string | null): Named => (value === null ? [] : [[path, value]]);
  return {
    clear: [
      ...given('receivedAt', row.receivedAt),
      ...(row.channelWord === null ? [] : given('channel', row.channel)),
      ...given('source.channel', row.channelWord),
      ...given('product', row.product),
      ...given('category', row.category),
      ...given('region', row.region),
      ...row.columns.flatMap(({ name, value }) => given(`source.columns.${name}`, value)),
    ],
    sealed: [
      ...given('personal.description', row.narrative),
      ...given('personal.zip', row.zip),
      ...given('personal.tags', row.tags),
      ...row.sealedColumns.flatMap(({ name, value }) => given(`personal.columns.${name}`, value)),
    ],
  };
};
