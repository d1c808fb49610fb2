import { sha256Of } from '@redress/kernel';
import type { NewEvent, RecordedEvent } from './event-store';

/** What the first event of a stream follows. */
export const firstPrev = '0'.repeat(64);
const tail = /^,"prev":"([0-9a-f]{64})","hash":"([0-9a-f]{64})"\}$/;
const tailOf = (prev: string, hash: string): string => `,"prev":"${prev}","hash":"${hash}"}`;
const tailLength = tailOf(firstPrev, firstPrev).length;

/** What is hashed of an event besides its place in the chain: its texts, `metadata` without the links. */
export interface Unlinked extends NewEvent {
  readonly stream: string;
  readonly revision: number;
}
/** Something an auditor must see: the event at `revision` of `stream`, and what is wrong with it. */
export interface Problem {
  readonly stream: string;
  readonly revision: number;
  readonly what: string;
}

/** Links an event to the one before it. `metadata` comes without its links and leaves with them; the hash is over the exact texts. */
export const chained = (event: Unlinked, prev: string): { readonly linked: NewEvent; readonly hash: string } => {
  const hash = linkHash(event, prev);
  const { id, type, data, metadata } = event;
  return { linked: { id, type, data, metadata: metadata.slice(0, -1) + tailOf(prev, hash) }, hash };
};

/** The parts that are hashed, in their order; `replay --raw` prints exactly these, so that anyone can recompute a hash without us. */
export const hashedParts = ({ stream, revision, id, type, data, metadata }: Unlinked, prev: string): readonly string[] => [
  'redress-event-1',
  prev,
  stream,
  String(revision),
  id,
  type,
  data,
  metadata,
];

const linkHash = (event: Unlinked, prev: string): string => sha256Of(hashedParts(event, prev));

/** The links of an event and its metadata as it was hashed, or null where the text does not end with links. */
export const linksOf = (event: RecordedEvent): { readonly prev: string; readonly hash: string; readonly unlinked: Unlinked } | null => {
  const found = tail.exec(event.metadata.slice(-tailLength));
  if (!found) return null;
  return { prev: found[1]!, hash: found[2]!, unlinked: { ...event, metadata: withoutLinks(event.metadata) } };
};

const withoutLinks = (metadata: string): string => `${metadata.slice(0, -tailLength)}}`;

const nothing: readonly Problem[] = [];

/**
 * Follows one stream event by event and names what is wrong: finds changed, removed and inserted events inside a stream. A cut tail, a
 * removed stream or a rewritten chain needs a head that was saved elsewhere.
 */
export class ChainFollower {
  private revision = -1;
  /** Empty after an event without links: nothing follows it. */
  private hash = firstPrev;

  constructor(private readonly stream: string) {}

  /** Where the chain stands after the events taken. */
  get head(): { readonly revision: number; readonly hash: string } {
    return { revision: this.revision, hash: this.hash };
  }

  /** What is wrong with the next event; nothing when all is well. */
  take(event: RecordedEvent): readonly Problem[] {
    const hash = this.hashOfNext(event);
    if (hash === null) return this.wrongWith(event);
    this.revision = event.revision;
    this.hash = hash;
    return nothing;
  }

  /** Of an event that is as it must be. There is one tail only that it can have, so a whole chain costs one hash and one comparison an event. */
  private hashOfNext({ stream, revision, id, type, data, metadata }: RecordedEvent): string | null {
    if (revision !== this.revision + 1 || stream !== this.stream || this.hash === '') return null;
    const hash = linkHash({ stream, revision, id, type, data, metadata: withoutLinks(metadata) }, this.hash);
    return metadata.endsWith(tailOf(this.hash, hash)) ? hash : null;
  }

  private wrongWith(event: RecordedEvent): readonly Problem[] {
    const wrong: string[] = [];
    const links = linksOf(event);
    if (event.stream !== this.stream) wrong.push(`It stands in ${event.stream}.`);
    if (event.revision !== this.revision + 1) wrong.push(`Revision ${this.revision + 1} is missing.`);
    if (!links) {
      wrong.push('The metadata does not end with the links of the chain.');
    } else {
      if (links.prev !== this.hash) wrong.push('It does not follow the event before it.');
      if (linkHash(links.unlinked, links.prev) !== links.hash) wrong.push('It was changed after it was recorded.');
    }
    this.revision = event.revision;
    this.hash = links?.hash ?? '';
    return wrong.map((what) => ({ stream: this.stream, revision: event.revision, what }));
  }
}

/** All that is wrong with a stream that was read whole. */
export const verifyStream = (stream: string, events: readonly RecordedEvent[]): Problem[] => {
  const follower = new ChainFollower(stream);
  return events.flatMap((event) => follower.take(event));
};
