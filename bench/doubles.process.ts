import { EventStoreDbDouble } from '../libs/testing/src/eventstoredb';
import { LoopbackMongo } from '../libs/testing/src/mongodb';

/** Where the doubles are. */
export interface Doubles {
  readonly eventStore: string;
  readonly mongo: string;
}

/** A process of their own, so that what they take is not taken for ours. What is measured through them measures them as well. */
const main = async (): Promise<void> => {
  const [events, documents] = [await EventStoreDbDouble.start(), await LoopbackMongo.started()];
  // They note what came in, for tests that look.
  setInterval(() => {
    documents.received.length = 0;
    documents.sorted.length = 0;
  }, 1_000);
  process.send!({ eventStore: events.connectionString(), mongo: documents.url('bench') } satisfies Doubles);
};

process.once('disconnect', () => process.exit(0));
void main();
