import { open } from 'node:fs/promises';

const chunkBytes = 1 << 20;

/** Do any of the byte strings stand anywhere in the file? A file that is not there holds nothing. */
export const fileHolds = async (path: string, needles: readonly Buffer[]): Promise<boolean> => {
  const overlap = Math.max(0, ...needles.map(({ length }) => length - 1));
  const file = await open(path).catch(nothingThere);
  if (!file) return false;
  try {
    const chunk = Buffer.alloc(chunkBytes + overlap);
    for (let position = 0, kept = 0; ;) {
      const { bytesRead } = await file.read(chunk, kept, chunkBytes, position);
      if (bytesRead === 0) return false;
      const read = chunk.subarray(0, kept + bytesRead);
      if (needles.some((needle) => read.includes(needle))) return true;
      position += bytesRead;
      kept = Math.min(overlap, read.length);
      read.copy(chunk, 0, read.length - kept);
    }
  } finally {
    await file.close();
  }
};

const nothingThere = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};
