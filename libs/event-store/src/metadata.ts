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
