import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { filesOf } from './place';
import type { Settings } from './settings';

/** The data folder cannot be used as it is; the message says what to do. */
export class DataFolderRefused extends Error {
  override readonly name = 'DataFolderRefused';
}

/**
 * Makes the folders of a new register. A record without its keys is refused: new keys would be made silently, nothing sealed could be
 * opened ever again, and nobody would notice until then.
 */
export const prepareDataFolder = ({ eventStore, documentStore, keyStore }: Settings): void => {
  if (eventStore.on === 'file' && keyStore.on === 'file' && existsSync(eventStore.file) && !existsSync(keyStore.file)) {
    throw new DataFolderRefused(
      `The record is there but its keys are not: ${keyStore.file} is missing. Restore both from one backup, or name the right file in REDRESS_KEY_STORE.`,
    );
  }
  for (const file of filesOf([eventStore, documentStore, keyStore])) {
    try {
      mkdirSync(dirname(file), { recursive: true });
    } catch (error) {
      throw new DataFolderRefused(`The folder ${dirname(file)} cannot be made: ${(error as Error).message}. Name another in REDRESS_DATA.`);
    }
  }
};
