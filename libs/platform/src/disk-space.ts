import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { limits, StoreUnavailable } from '@redress/event-store';
import { KeysUnavailable } from '@redress/sealing';

/** Remembers that a store found no space, until there is room again; nobody has to start anything anew. */
export class DiskSpace {
  private ranOut = false;

  /** `tryRoom` throws while there is no room. */
  constructor(private readonly tryRoom: () => Promise<unknown>) {}

  /** Whatever failed: was it for want of space? */
  note(error: unknown): void {
    if ((error instanceof StoreUnavailable || error instanceof KeysUnavailable) && error.reason === 'full') this.ranOut = true;
  }

  /** Throws while there is no room. As long as no store has missed any, nothing is tried. */
  async check(): Promise<void> {
    if (!this.ranOut) return;
    await this.tryRoom();
    this.ranOut = false;
  }
}

/**
 * Is there room for the largest append beside each of these files? It is tried by writing as much to the disk and taking it away again:
 * quotas count too, and what the system calls free is not always ours. Throws what the system says where there is none.
 */
export const tryRoom = async (files: readonly string[]): Promise<void> => {
  for (const folder of new Set(files.map(dirname))) {
    const trial = join(folder, `room-${process.pid}.tmp`);
    try {
      await writeFile(trial, Buffer.alloc(limits.append), { flush: true });
    } finally {
      await rm(trial, { force: true });
    }
  }
};
