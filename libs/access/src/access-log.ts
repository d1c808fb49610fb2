import { randomUUID } from 'node:crypto';
import {
  EventCodec,
  type EventStore,
  firstPrev,
  link,
  metadataOf,
  OutcomeUnknown,
  RevisionConflict,
  type StreamEnd,
} from '@redress/event-store';
import { type Actor, type Clear, type Code, type DomainEvent, type Instant, later } from '@redress/kernel';

/** Somebody was shown personal data. The stream holds no personal data of its own and has no key. */
export type AccessEvent = DomainEvent<'PersonalDataRead', { numbers: readonly Clear<'number'>[]; operation: Code }>;
export const accessCodec = new EventCodec<AccessEvent>({ PersonalDataRead: [] });
export const accessCategory = 'access-';

interface Reading {
  readonly actor: Actor;
  readonly numbers: readonly string[];
  readonly operation: string;
  readonly recordedAt: Instant;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}
interface Known extends StreamEnd {
  readonly recordedAt: Instant;
}

/** One stream a day and person, `access-<UTC day>-<actor>`. */
export const accessStream = (actor: Actor, recordedAt: Instant): string => `${accessCategory}${recordedAt.slice(0, 10)}-${actor.id}`;

/**
 * Records who was shown whose personal data, before the answer leaves. No command: an event is appended after the stream's last one,
 * whose place is kept here and read again after a conflict with another process. Readings that come while an append is under way go
 * together in the next.
 */
export class AccessLog {
  private readonly ends = new Map<string, Known>();
  private readonly waiting = new Map<string, Reading[]>();

  constructor(private readonly store: EventStore) {}

  /** Durable when it answers. Throws what the store throws where it cannot be stored: then nothing may be shown. */
  record(actor: Actor, numbers: readonly string[], operation: string, now: Instant): Promise<void> {
    if (numbers.length === 0) return Promise.resolve();
    const stream = accessStream(actor, now);
    return new Promise((done, failed) => {
      const reading = { actor, numbers, operation, recordedAt: now, done: () => done(), failed };
      const queue = this.waiting.get(stream);
      if (queue) {
        queue.push(reading);
        return;
      }
      this.waiting.set(stream, [reading]);
      void this.drain(stream);
    });
  }

  private async drain(stream: string): Promise<void> {
    for (let next = this.take(stream); next.length > 0; next = this.take(stream)) {
      await this.append(stream, next).then(
        () => next.forEach(({ done }) => done()),
        (error: unknown) => next.forEach(({ failed }) => failed(error)),
      );
    }
    this.waiting.delete(stream);
    if (this.ends.size > 10_000) this.ends.clear();
  }

  /** At most a hundred at once, so that no append grows beyond its limit. */
  private take(stream: string): Reading[] {
    return this.waiting.get(stream)!.splice(0, 100);
  }

  private async append(stream: string, readings: readonly Reading[]): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const end = this.ends.get(stream) ?? (await this.readEnd(stream));
      const { events, end: after, recordedAt } = linked(stream, readings, end);
      try {
        await this.store.append(stream, events, end.revision < 0 ? 'no-stream' : end.revision);
        this.ends.set(stream, { ...after, recordedAt });
        return;
      } catch (error) {
        this.ends.delete(stream);
        if (!(error instanceof RevisionConflict || error instanceof OutcomeUnknown) || tries === 20) throw error;
      }
    }
  }

  private async readEnd(stream: string): Promise<Known> {
    const last = await this.store.last(stream);
    if (!last) return { revision: -1, hash: firstPrev, recordedAt: '' };
    const { hash, recordedAt } = metadataOf(last);
    return { revision: last.revision, hash, recordedAt };
  }
}

const linked = (stream: string, readings: readonly Reading[], { recordedAt: last, ...start }: Known) => {
  let end: StreamEnd = start;
  let recordedAt = last;
  const events = readings.flatMap(({ actor, numbers, operation, recordedAt: now }) => {
    recordedAt = later(now, recordedAt);
    const draft = { type: 'PersonalDataRead', schema: accessCodec.schemaOf('PersonalDataRead'), data: { numbers, operation } };
    const next = link(stream, [draft], { commandId: randomUUID(), request: null, actor, recordedAt }, end);
    end = next.end;
    return next.events;
  });
  return { events, end, recordedAt };
};
