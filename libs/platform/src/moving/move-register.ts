import { createHash } from 'node:crypto';
import { Lookups } from '@redress/complaints';
import { registerIdIn } from '@redress/deadlines';
import { type EventStore, type RecordedEvent, type SavedHead, verifyLog, type VerifiedLog } from '@redress/event-store';
import type { Kept, KeyStore } from '@redress/sealing';
import { savedHeads } from '../backup';
import { atOnce, EventCopy } from './event-copy';
import { MoveRefused } from './move-refused';
import {
  close,
  isSamePlace,
  openSource,
  openTarget,
  openUntouched,
  type OpenRegister,
  refuseSameRegister,
  type RegisterPlace,
} from './register-place';
import { runsOf } from './runs';
import { SealedCheck } from './sealed-check';

/** What the source holds, and so the target afterwards. */
export interface Moved {
  readonly streams: number;
  readonly events: number;
  readonly keys: number;
  readonly tombstones: number;
  readonly lookups: number;
  readonly apiKeys: number;
  /** Sealed strings that were opened with the keys of the target. */
  readonly opened: number;
  /** SHA-256 of the saved heads, as `verify --save-head` writes them; the same on both sides. */
  readonly head: string;
  /** Events that the target held when this run began. */
  readonly alreadyThere: number;
}

export interface Moving {
  /** Reads and compares everything, and writes nothing. */
  readonly dryRun?: boolean;
  /** Throws where whoever asks may not move the register whose keys these are. */
  readonly permit?: (keys: KeyStore) => Promise<void>;
  /** Waited for. */
  readonly onStep?: (what: string) => void | Promise<void>;
  readonly onProgress?: (events: number) => void;
}

/** So often it follows a source that grows, before it asks for its writers to be ended. */
const rounds = 10;

/**
 * Copies a register to other stores: tombstones, API keys, keys and look-ups first, because no event may be there whose key is not; then
 * the events with their exact texts, each sealed string opened on the way; in the end the chains of both sides are compared. Cut off
 * anywhere and run again, it goes on and does nothing twice. Throws MoveRefused, OtherKeyStored, and what the stores throw.
 */
export const moveRegister = async (from: RegisterPlace, to: RegisterPlace, moving: Moving = {}): Promise<Moved> => {
  refuseSameRegister(from, to);
  const source = await openSource(from);
  let target: OpenRegister<KeyStore | null> | null = null;
  try {
    await moving.permit?.(source.keys);
    target = moving.dryRun ? await openUntouched(to) : await openTarget(to, source.id);
    await refuseOtherRegister(source.id, target);
    const move = new Move(source, target, { from, to }, moving);
    return await move.run(isSamePlace(from.keyStore, to.keyStore) ? null : await source.keys.lookupsThrough());
  } finally {
    await close(target);
    await close(source);
  }
};

const refuseOtherRegister = async (id: string, target: OpenRegister<KeyStore | null> | null): Promise<void> => {
  const there = target && (await registerIdIn(target.events));
  if (there === null || there === id) return;
  throw new MoveRefused(
    'impossible',
    'The target holds another register: opening it with redress serve or another verb began one there. Name an empty target.',
  );
};

/** One run, from the first look to the comparison in the end. */
class Move {
  private readonly counts = { keys: 0, tombstones: 0, lookups: 0, apiKeys: 0 };
  private readonly sealed: SealedCheck;

  constructor(
    private readonly source: OpenRegister,
    private readonly target: OpenRegister<KeyStore | null> | null,
    private readonly places: { readonly from: RegisterPlace; readonly to: RegisterPlace },
    private readonly moving: Moving,
  ) {
    this.sealed = new SealedCheck(target?.keys ?? source.keys);
  }

  /** `lookupsThrough`: up to which position of the source its look-ups are written. */
  async run(lookupsThrough: string | null): Promise<Moved> {
    await this.step('Following the chains of both sides.');
    const there = this.target ? await this.verifiedTarget(this.target.events) : nothing;
    const whole = await this.verifiedSource(there.heads);
    const events = this.moving.dryRun ? null : this.target!.events;
    await this.copy(new EventCopy(events, revisionsOf(there), this.sealed, atOnce[this.places.to.eventStore.on]));
    const { keys } = this.target ?? { keys: null };
    if (keys) await this.finishKeys(keys, lookupsThrough);
    const moved = keys ? await this.compared() : whole;
    return {
      streams: moved.heads.length,
      events: moved.events,
      ...this.counts,
      opened: this.sealed.opened,
      head: sha256Of(moved.heads),
      alreadyThere: there.events,
    };
  }

  private async verifiedTarget(events: EventStore): Promise<VerifiedLog> {
    const there = await verifyLog(events);
    const [first] = there.problems;
    if (!first) return there;
    const where = `${first.stream} revision ${first.revision}`;
    throw new MoveRefused('different', `The record in the target does not verify: ${where}: ${first.what} Name an empty target.`);
  }

  /** That each stream of the target is the beginning of the source's. */
  private async verifiedSource(saved: readonly SavedHead[]): Promise<VerifiedLog> {
    const gapless = this.places.from.eventStore.on === 'file';
    const found = await verifyLog(this.source.events, { saved, gapless });
    const [first] = found.problems;
    if (!first) return found;
    const [own] = saved.length === 0 ? found.problems : (await verifyLog(this.source.events, { gapless })).problems;
    if (own)
      throw new MoveRefused(
        'different',
        `The source does not verify: ${own.stream} revision ${own.revision}: ${own.what} Run redress verify on it, and look into a backup.`,
      );
    throw new MoveRefused(
      'different',
      `${first.stream} differs: the target holds at revision ${first.revision} an event that the source does not hold. Somebody wrote to the target; name an empty one.`,
    );
  }

  /** Keys up to a head of the source before the events up to it, until the source grows no more. */
  private async copy(copy: EventCopy): Promise<void> {
    let reached: string | null = null;
    for (let round = 1; ; round += 1) {
      const head = (await this.source.events.head())!;
      await this.step(round === 1 ? 'Keys, look-ups and API keys.' : 'The source grew meanwhile; going on.');
      await this.copyKeys();
      if (round === 1) await this.step('Events.');
      for await (const run of runsOf(upTo(head, this.source.events.all(reached)))) {
        await copy.add(run);
        this.moving.onProgress?.(copy.events);
      }
      await copy.end();
      reached = head;
      if ((await this.source.events.head()) === head) return;
      if (round === rounds) throw stillWritten();
    }
  }

  private async copyKeys(): Promise<void> {
    Object.assign(this.counts, { keys: 0, tombstones: 0, lookups: 0, apiKeys: 0 });
    for await (const kept of this.source.keys.everything()) {
      await this.target?.keys?.take(kept);
      for (const what of ['keys', 'tombstones', 'lookups', 'apiKeys'] as const) this.counts[what] += kept[what]?.length ?? 0;
    }
  }

  /** What was erased or revoked meanwhile, and the look-ups that the source had still to write. */
  private async finishKeys(keys: KeyStore, lookupsThrough: string | null): Promise<void> {
    for await (const { tombstones = [], apiKeys = [] } of firstOf(this.source.keys.everything())) await keys.take({ tombstones, apiKeys });
    const lookups = new Lookups(keys);
    for await (const batch of this.source.events.all(lookupsThrough)) await lookups.repeat(batch);
    await keys.setLookupsThrough((await this.target!.events.head())!);
  }

  private async compared(): Promise<VerifiedLog> {
    await this.step('Comparing both sides.');
    const here = await this.verifiedSource([]);
    const there = await this.verifiedTarget(this.target!.events);
    if (sha256Of(here.heads) === sha256Of(there.heads)) return there;
    if (here.events > there.events) throw stillWritten();
    throw new MoveRefused('different', 'The target does not hold what the source holds; somebody wrote to it. Name an empty target.');
  }

  private async step(what: string): Promise<void> {
    await this.moving.onStep?.(what);
  }
}

const nothing: VerifiedLog = { streams: 0, events: 0, problems: [], heads: [] };
const revisionsOf = ({ heads }: VerifiedLog): ReadonlyMap<string, number> =>
  new Map(heads.map(({ stream, revision }) => [stream, revision]));
const sha256Of = (heads: readonly SavedHead[]): string => createHash('sha256').update(savedHeads(heads)).digest('hex');

async function* upTo(position: string, log: AsyncIterable<readonly RecordedEvent[]>): AsyncGenerator<readonly RecordedEvent[]> {
  const last = BigInt(position);
  for await (const batch of log) {
    const within = BigInt(batch.at(-1)!.position) <= last ? batch : batch.filter((event) => BigInt(event.position) <= last);
    if (within.length > 0) yield within;
    if (within.length < batch.length) return;
  }
}

async function* firstOf(parts: AsyncIterable<Kept>): AsyncGenerator<Kept> {
  for await (const part of parts) {
    yield part;
    return;
  }
}

const stillWritten = (): MoveRefused =>
  new MoveRefused('impossible', 'The source is still written to; end redress serve and redress work on it, and run this again.');
