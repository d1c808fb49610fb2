import type { PageQuery } from '@redress/projections';
import { QueueWorkload } from './queue-workload';
import type { ReadModels } from './read-models';

const asked: PageQuery[] = [];
const queueOf = (page: (query: PageQuery) => Promise<unknown>) =>
  ({ queue: { page: (query: PageQuery) => (asked.push(query), page(query)) } }) as unknown as ReadModels;

describe('how much a handler has to do', () => {
  it('is how many open complaints the queue holds of them', async () => {
    const readModels = queueOf(() => Promise.resolve({ items: [{}, {}, {}], next: null }));
    expect(await new QueueWorkload(readModels).openOf('omid')).toBe(3);
    expect(asked.at(-1)!.equals).toEqual({ open: true, ownerKey: 'omid' });
  });
  it('is not known where the queue cannot be read', async () => {
    const readModels = queueOf(() => Promise.reject(new Error('it is being built')));
    expect(await new QueueWorkload(readModels).openOf('omid')).toBeNull();
  });
});
