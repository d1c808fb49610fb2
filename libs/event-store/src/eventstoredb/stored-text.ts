import type { NewEvent, RecordedEvent } from '../event-store';
import type { ReadEvent } from './batches';

/**
 * The client reads by JSON.parse, and the text is made again by JSON.stringify. Whatever JSON.stringify wrote comes through that unchanged,
 * and only such texts may be stored: the chain is over the exact text. Throws Error.
 */
export const refuseOtherTexts = ({ data, metadata }: NewEvent): void => {
  if (!isFaithful(data) || !isFaithful(metadata)) {
    throw new Error('Data and metadata must be objects as JSON.stringify writes them; EventStoreDB would hand out another text.');
  }
};

const isFaithful = (text: string): boolean => {
  const value: unknown = JSON.parse(text);
  return isObject(value) && JSON.stringify(value) === text;
};

export const recordedOf = (event: ReadEvent, stream: string): RecordedEvent => ({
  id: event.id,
  type: event.type,
  data: textOf(event.data),
  metadata: textOf(event.metadata),
  stream,
  revision: Number(event.revision),
  position: String(event.position!.commit),
});

/**
 * We store objects only. What comes back as anything else (a string, a list, bytes) was written by somebody else: it is handed out as the
 * JSON text of that value, which can equal none of ours, so that the chain names it.
 */
const textOf = (value: unknown): string => {
  if (value === undefined) return '';
  return JSON.stringify(value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value);
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
