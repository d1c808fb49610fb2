import { SqliteFile } from '@redress/sqlite';
import { keysFile } from '../../libs/sealing/src/sqlite/keys-file';

/** Every stream that has a key, as the file holds it: the port hands out no list. */
export const streamsWithKeys = (path: string): readonly string[] => {
  const file = new SqliteFile(path, keysFile, { readOnly: true });
  try {
    return file.all('SELECT name FROM stream WHERE key IS NOT NULL ORDER BY name').map(({ name }) => name as string);
  } finally {
    file.close();
  }
};
