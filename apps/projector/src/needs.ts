import type { Engine, Readiness } from '@redress/platform';

/** What a projector cannot work without. */
export const needsOf = ({ events, documents }: Pick<Engine, 'events' | 'documents'>): readonly Readiness[] => [
  { name: 'events', check: () => events.head() },
  { name: 'read-models', check: () => documents.list() },
];
