import { jsonEvent, type JSONEventData } from '@eventstore/db-client';
import type { NewEvent, RecordedEvent } from '../event-store';
import type { ReadEvent } from './batches';

/**
 * The client writes JSON.stringify of what it is given and reads by JSON.parse. Whatever JSON.stringify wrote comes through that
 * unchanged, and only such texts may be stored: the chain is over the exact text.
 */
export const proposed = ({ id, type, data, metadata }: NewEvent): JSONEventData =>
  jsonEvent({ id, type, data: objectOf(data), metadata: objectOf(metadata) });

const objectOf = (text: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(text);
  if (isObject(value) && JSON.stringify(value) === text) return value;
  throw new Error('Data and metadata must be objects as JSON.stringify writes them; EventStoreDB would hand out another text.');
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
