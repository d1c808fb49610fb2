import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Appended, type ExpectedRevision, type NewEvent, type RecordedEvent, SqliteEventStore } from '@redress/event-store';
import { hmacOf } from '@redress/kernel';
import type { NoKey } from '@redress/sealing';
import type { Target } from './row-writes';

/**
 * Does the work on a register that forgets: it reads what the real one holds, and what is written goes to a folder of its own that is
 * gone afterwards. So a dry run counts what the real one would, whatever meets in the file, and its memory does not grow with it. What it
 * writes is sealed under keys that are stored nowhere.
 */
export const withoutTrace = async <T>(target: Target, work: (forgetful: Target) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'redress-dry-run-'));
  const written = new SqliteEventStore(join(folder, 'events.db'));
  try {
    const events = new ForgetfulEvents(target.events, written);
    return await work({ ...target, events, keys: new ForgetfulKeys(target) });
  } finally {
    await written.close();
    await rm(folder, { recursive: true });
  }
};

/** Every stream is what the real store holds of it, and behind that what the dry run wrote. */
class ForgetfulEvents {
  constructor(
    private readonly real: Target['events'],
    private readonly written: SqliteEventStore,
  ) {}

  async *read(stream: string): AsyncGenerator<readonly RecordedEvent[]> {
    let revision = 0;
    for await (const batch of this.real.read(stream)) {
      yield batch;
      revision += batch.length;
    }
    for await (const batch of this.written.read(stream)) yield batch.map((event) => ({ ...event, revision: revision + event.revision }));
  }

  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    const real = ((await this.real.last(stream))?.revision ?? -1) + 1;
    const own = expected === 'no-stream' ? -1 : expected - real;
    return this.written.append(stream, events, own < 0 ? 'no-stream' : own);
  }

  async last(stream: string): Promise<RecordedEvent | null> {
    return (await this.written.last(stream)) ?? this.real.last(stream);
  }
}

/** Makes a key only in memory, always the same one for a stream. */
class ForgetfulKeys {
  private readonly secret = randomBytes(32);

  constructor(private readonly real: Target) {}

  async keysOf(streams: readonly string[]): Promise<readonly (Buffer | 'destroyed')[]> {
    return Promise.all(streams.map(async (stream) => this.orMade(stream, await this.real.keys.find(stream))));
  }

  /** A real complaint that lost its key has none here either. */
  async find(stream: string): Promise<Buffer | NoKey> {
    const key = await this.real.keys.find(stream);
    return key === 'none' && (await this.real.events.last(stream)) === null ? this.orMade(stream, key) : key;
  }

  private orMade(stream: string, key: Buffer | NoKey): Buffer | 'destroyed' {
    return key === 'none' ? Buffer.from(hmacOf(this.secret, 'redress-dry-run-1', stream), 'hex') : key;
  }
}
