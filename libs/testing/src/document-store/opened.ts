import { type Batch, type Checkpoint, type Counter, type DocumentStore, type Row, type Shape, Sum256 } from '@redress/projections';

/** Opens an adapter on an empty place; `second` is another one on the same data, as another process has it. */
export type OpenDocumentStore = () => Promise<{ store: DocumentStore; second: DocumentStore; readonly close: () => Promise<void> }>;

export const collection = 'desk@1.0';
export const shape: Shape = {
  build: 'one',
  indexes: [['open', 'rank', 'receivedAt'], ['handler', 'rank'], ['rank']],
  rowIndexes: [['day'], ['actor', 'day']],
};
export const start: Checkpoint = { position: null, turn: 0 };
export const nothing = new Sum256().hex;

/** A batch that changes nothing but what is given. */
export const batch = (from: Checkpoint, to: string | null, changes: Partial<Batch> = {}): Batch => ({
  collection,
  from,
  to,
  documents: new Map(),
  counters: [],
  rows: [],
  parked: [],
  drained: [],
  completeness: nothing,
  ...changes,
});

export const counter = (day: string, value: number, more: Partial<Counter> = {}): Counter => ({
  basis: 'received',
  day,
  dimension: 'all',
  key: null,
  metric: 'received',
  value,
  ...more,
});

export interface Desk {
  readonly id: string;
  readonly open: boolean;
  readonly rank: number;
  readonly receivedAt: string;
  readonly handler: string;
}
export const desk = (id: string, more: Partial<Desk> = {}): Desk => ({
  id,
  open: true,
  rank: 5,
  receivedAt: '2026-05-01T09:30:00.000Z',
  handler: 'none',
  ...more,
});
export const documentsOf = (...desks: readonly Desk[]): ReadonlyMap<string, object> => new Map(desks.map((each) => [each.id, each]));

export const row = (stream: string, revision: number, body: object = { actor: 'leyla', day: '2026-05-01' }, index = 0): Row => ({
  stream,
  revision,
  index,
  body,
});
