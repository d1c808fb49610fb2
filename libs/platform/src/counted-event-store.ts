import { type Appended, EventStore, OutcomeUnknown, RevisionConflict } from '@redress/event-store';

/** What may become of an append. `conflict`: another was first; `refused`: nothing was stored, for any other reason. */
export const appendOutcomes = ['acknowledged', 'conflict', 'unknown', 'refused'] as const;
export type AppendOutcome = (typeof appendOutcomes)[number];

/** An event store, and word of what became of each append. */
export class CountedEventStore extends EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly onAppend: (outcome: AppendOutcome) => void,
  ) {
    super();
  }

  async append(...asked: Parameters<EventStore['append']>): Promise<Appended> {
    try {
      const appended = await this.store.append(...asked);
      this.onAppend('acknowledged');
      return appended;
    } catch (error) {
      this.onAppend(outcomeOf(error));
      throw error;
    }
  }
  read(...asked: Parameters<EventStore['read']>): ReturnType<EventStore['read']> {
    return this.store.read(...asked);
  }
  last(...asked: Parameters<EventStore['last']>): ReturnType<EventStore['last']> {
    return this.store.last(...asked);
  }
  all(...asked: Parameters<EventStore['all']>): ReturnType<EventStore['all']> {
    return this.store.all(...asked);
  }
  subscribe(...asked: Parameters<EventStore['subscribe']>): ReturnType<EventStore['subscribe']> {
    return this.store.subscribe(...asked);
  }
  head(): Promise<string | null> {
    return this.store.head();
  }
  close(): Promise<void> {
    return this.store.close();
  }
}

const outcomeOf = (error: unknown): AppendOutcome => {
  if (error instanceof RevisionConflict) return 'conflict';
  return error instanceof OutcomeUnknown ? 'unknown' : 'refused';
};
