import { eventStoreContract, InMemoryEventStore, type InMemoryOptions } from '.';

// One store stands for all processes here: there is no second one on data that only memory holds.
describe.each<[string, InMemoryOptions]>([
  ['positions without gaps', {}],
  ['positions with gaps', { first: 7n, step: 13n, batch: 300 }],
])('with %s', (_positions, options) =>
  eventStoreContract('InMemoryEventStore', async () => {
    const store = new InMemoryEventStore(options);
    return { store, another: async () => store, close: () => store.close() };
  }),
);
