import { type EventStore, type RecordedEvent } from '@redress/event-store';
import { type KeyStore, lookupHash, type LookupKind, type LookupRow, Sealer } from '@redress/sealing';
import type { Complainant } from '../domain/complaint.events';
import { complaintCodec } from '../storage/complaint.codec';

/** What a person can be found by. */
interface Findable {
  readonly complainant?: Complainant | null;
  readonly orderNumber?: string;
}

const kindOfPath: Readonly<Record<string, LookupKind>> = {
  'personal.complainant.email': 'email',
  'personal.complainant.phone': 'phone',
  'personal.orderNumber': 'order',
};

/**
 * Rows by which a complaint is found under an exact e-mail, phone or order number, as keyed hashes in the KeyStore. They are written
 * after the append; `catchUp` writes at start what a crash in between left out.
 */
export class Lookups {
  constructor(private readonly keys: KeyStore) {}

  async add(stream: string, findable: Findable): Promise<void> {
    const { complainant, orderNumber } = findable;
    const values: readonly (readonly [LookupKind, string | undefined])[] = [
      ['email', complainant?.email],
      ['phone', complainant?.phone],
      ['order', orderNumber],
    ];
    await this.write(stream, values);
  }

  async addCorrected(stream: string, { path, value }: { readonly path: string; readonly value: unknown }): Promise<void> {
    const kind = kindOfPath[path];
    if (kind && typeof value === 'string') await this.write(stream, [[kind, value]]);
  }

  /** The streams that hold the exact value. */
  async find(kind: LookupKind, value: string): Promise<readonly string[]> {
    return this.keys.findStreams(lookupHash(await this.keys.lookupKey(), kind, value));
  }

  /** Repeats what may be missing since the log was last read to its head; answers how many events were looked at. */
  async catchUp(store: EventStore): Promise<number> {
    let events = 0;
    for await (const batch of store.all(await this.keys.lookupsThrough())) {
      await this.repeat(batch);
      events += batch.length;
      await this.keys.setLookupsThrough(batch.at(-1)!.position);
    }
    return events;
  }

  /** The rows of what was recorded; those that are there stay. */
  async repeat(events: readonly RecordedEvent[]): Promise<void> {
    const sealer = new Sealer(this.keys);
    for (const recorded of events) await this.repeatOne(sealer, recorded);
  }

  private async repeatOne(sealer: Sealer, recorded: RecordedEvent): Promise<void> {
    const { type, stream } = recorded;
    if (type !== 'ComplaintReceived' && type !== 'CorrectionRecorded') return;
    const { data } = complaintCodec.decode(recorded) as { data: { personal?: string; corrected?: string; source: object | null } };
    const part = type === 'ComplaintReceived' ? data.personal : data.corrected;
    if (part === undefined || (type === 'ComplaintReceived' && data.source !== null)) return;
    const opened = await complaintCodec.open(sealer, stream, part);
    if (opened !== 'sealed') await this.add(stream, opened);
  }

  private async write(stream: string, values: readonly (readonly [LookupKind, string | undefined])[]): Promise<void> {
    const given = values.filter((entry): entry is [LookupKind, string] => !!entry[1]);
    if (given.length === 0) return;
    const lookupKey = await this.keys.lookupKey();
    await this.keys.addLookups(given.map(([kind, value]): LookupRow => ({ hash: lookupHash(lookupKey, kind, value), stream })));
  }
}
