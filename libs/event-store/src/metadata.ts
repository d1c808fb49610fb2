import type { Actor, Instant } from '@redress/kernel';

/**
 * `request` is what was asked, hashed under the stream's key (null for imports and where that key was destroyed before).
 * `recordedAt` is our clock, never before the stream's last. `prev` and `hash` are always the last two.
 */
export interface EventMetadata {
  readonly schema: number;
  readonly commandId: string;
  readonly request: string | null;
  readonly actor: Actor;
  readonly recordedAt: Instant;
  readonly correlationId: string;
  readonly causationId: string;
  readonly prev: string;
  readonly hash: string;
}

export const metadataOf = ({ metadata }: { metadata: string }): EventMetadata => JSON.parse(metadata) as EventMetadata;

const beforeInstant = '"recordedAt":"';
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Cut out of the text, which costs a tenth of parsing it: inside a string of JSON no bare quotation mark can precede the name. */
export const recordedAtOf = (text: { metadata: string }): Instant => {
  const start = text.metadata.indexOf(beforeInstant) + beforeInstant.length;
  const found = text.metadata.slice(start, start + 24);
  return instantForm.test(found) ? found : metadataOf(text).recordedAt;
};
