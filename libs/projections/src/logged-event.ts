import { type EventCodec, metadataOf, type RecordedEvent, recordedAtOf } from '@redress/event-store';
import { type Actor, type DomainEvent, type Instant, type StoredEvent } from '@redress/kernel';
import type { Recorded } from './projection';
import { hashOf } from './sum-256';

/**
 * One event of the log on its way into any number of read models: decoded, hashed and looked into once, and only as far as somebody asks.
 * It is also what folds are told of the event's place, time and author.
 */
export class LoggedEvent implements Recorded {
  private decoded: unknown;
  private digest: string | null = null;

  constructor(readonly text: RecordedEvent) {}

  get id(): string {
    return this.text.id;
  }
  get stream(): string {
    return this.text.stream;
  }
  get revision(): number {
    return this.text.revision;
  }
  get position(): string {
    return this.text.position;
  }
  get recordedAt(): Instant {
    return recordedAtOf(this.text);
  }
  get actor(): Actor {
    return actorOf(this.text);
  }

  /** Of the texts, counted in characters: what they take at least. */
  get bytes(): number {
    return this.text.data.length + this.text.metadata.length;
  }

  /** Throws UnknownEvent, or NoJson. */
  decode<E extends DomainEvent>(codec: EventCodec<E>): StoredEvent<E> {
    this.decoded ??= decodedBy(codec, this.text);
    return this.decoded as StoredEvent<E>;
  }

  /** Of the event's id: what completeness sums add up. */
  get hash(): string {
    this.digest ??= hashOf(this.text.id);
    return this.digest;
  }
}

/** The data of an event is not the JSON text it was written as. The text itself stays out of the message: it may hold anything. */
export class NoJson extends Error {
  override readonly name = 'NoJson';
  constructor() {
    super('The data of the event is no JSON; verify the log.');
  }
}

const decodedBy = <E extends DomainEvent>(codec: EventCodec<E>, text: RecordedEvent): StoredEvent<E> => {
  try {
    return codec.decode(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new NoJson();
    throw error;
  }
};

const beforeActor = '"actor":';
const afterActor = ',"recordedAt":"';
const actors = new Map<string, Actor>();
/** The same few people act again and again. */
const actorOf = (text: RecordedEvent): Actor => {
  const start = text.metadata.indexOf(beforeActor);
  const end = text.metadata.indexOf(afterActor, start);
  if (start < 0 || end < 0) return metadataOf(text).actor;
  const found = text.metadata.slice(start + beforeActor.length, end);
  let actor = actors.get(found);
  if (!actor) {
    if (actors.size > 10_000) actors.clear();
    actors.set(found, (actor = JSON.parse(found) as Actor));
  }
  return actor;
};
