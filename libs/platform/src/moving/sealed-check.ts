import type { RecordedEvent } from '@redress/event-store';
import { type KeyStore, openWith } from '@redress/sealing';
import type { Sealed } from '@redress/kernel';
import { MoveRefused } from './move-refused';

const sealedStrings = /"(?:brief|personal|corrected)":"(s1:[^"]+)"/g;

/** Opens every sealed string with the keys that will have to open it, and forgets what was in it. */
export class SealedCheck {
  /** Strings that were opened; those of destroyed keys are not among them. */
  opened = 0;

  constructor(private readonly keys: Pick<KeyStore, 'find'>) {}

  /** Throws MoveRefused where a key is missing, or is not the one. */
  async open(events: readonly RecordedEvent[]): Promise<void> {
    const sealed = events.flatMap((event) => textsOf(event).map((text) => ({ event, text })));
    const streams = [...new Set(sealed.map(({ event }) => event.stream))];
    const found = await Promise.all(streams.map((stream) => this.keys.find(stream)));
    const keys = new Map(streams.map((stream, n) => [stream, found[n]!]));
    for (const { event, text } of sealed) this.openOne(event, text, keys.get(event.stream)!);
  }

  private openOne({ stream, revision }: RecordedEvent, text: Sealed, key: Buffer | 'destroyed' | 'none'): void {
    if (key === 'destroyed') return;
    if (key === 'none')
      throw new MoveRefused(
        'different',
        `${stream} holds sealed data, and the keys hold neither its key nor the record of its erasure; name the keys of this record with --keys-from.`,
      );
    try {
      openWith(key, stream, text);
    } catch {
      throw new MoveRefused(
        'different',
        `Revision ${revision} of ${stream} holds a sealed string that its key does not open; name the keys of this record with --keys-from, and run redress verify on it.`,
      );
    }
    this.opened += 1;
  }
}

const textsOf = ({ data }: RecordedEvent): readonly Sealed[] =>
  data.includes('"s1:') ? [...data.matchAll(sealedStrings)].map(([, text]) => text as Sealed) : [];
