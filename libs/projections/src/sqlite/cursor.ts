import { BadCursor } from '../document-store';

type Part = string | number;

/** What a page was ordered by, at its last item: opaque to whoever hands it back. */
export const cursorOf = (parts: readonly Part[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Throws BadCursor unless it has as many parts as the page has columns to order by. */
export const partsOfCursor = (cursor: string, count: number): Part[] => {
  const parts = parsed(cursor);
  const isOurs = Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === 'string' || Number.isFinite(part));
  if (!isOurs) throw new BadCursor();
  return parts as Part[];
};

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new BadCursor();
  }
};
