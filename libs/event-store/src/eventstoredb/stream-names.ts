import type { RecordedEvent } from '../event-store';
import type { ReadEvent } from './batches';
import { recordedOf } from './stored-text';

/**
 * Our streams by the names that the server knows: several registers may share one, each with a prefix of its own. Outside of this adapter
 * a stream has its name without it, and so has its chain.
 */
export class StreamNames {
  /** What the names of our streams begin with on the server. */
  readonly prefixes: readonly string[];

  constructor(
    categories: readonly string[],
    private readonly register: string,
  ) {
    this.prefixes = categories.map((category) => this.onServer(category));
  }

  onServer(stream: string): string {
    return this.register + stream;
  }
  isOurs({ streamId }: { readonly streamId: string }): boolean {
    return this.prefixes.some((prefix) => streamId.startsWith(prefix));
  }
  /** An event of ours as it is handed out. */
  recorded(event: ReadEvent): RecordedEvent {
    return recordedOf(event, event.streamId.slice(this.register.length));
  }
}
