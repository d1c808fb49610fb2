import { BadCursor, type Value } from './document-store';

/** What a page was ordered by, at its last item: opaque to whoever hands it back. */
export const cursorOf = (parts: readonly Value[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Throws BadCursor unless it has as many parts as the page has columns to order by. */
export const partsOfCursor = (cursor: string, count: number): Value[] => {
  const parts = parsed(cursor);
  const isOurs = Array.isArray(parts) && parts.length === count && parts.every(isPart);
  if (!isOurs) throw new BadCursor();
  return parts as Value[];
};

const isPart = (part: unknown): boolean => typeof part === 'string' || typeof part === 'boolean' || Number.isFinite(part);

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new BadCursor();
  }
};
