import type { Counter } from '../projection';
import { mostAddedUp } from '../tally';
import type { CounterCollections } from './counter-documents';
import { countAll } from './counting';

const countersOfOne = 1_000;
const documents = Math.ceil((1.25 * mostAddedUp) / countersOfOne);

/** Collections that only take note of how many counters were written. */
const noted = () => {
  const written = { counters: 0, value: 0 };
  const days = {
    bulkWrite: async (writes: { updateOne: { update: { $inc: { value: { toNumber(): number } } } } }[]) => {
      written.counters += writes.length;
      for (const { updateOne } of writes) written.value += updateOne.update.$inc.value.toNumber();
    },
    deleteMany: async () => undefined,
    findOne: async () => null,
    async *aggregate() {},
  };
  return { written, counters: { days, totals: {} } as unknown as CounterCollections };
};

const countersOf = (document: number): readonly Counter[] =>
  Array.from({ length: countersOfOne }, (_, n) => ({
    basis: 'received',
    day: '2026-03-01',
    dimension: 'all',
    key: `${document}-${n}`,
    metric: 'received',
    value: 1,
  }));

describe('counting a register', () => {
  it(`holds no more than ${mostAddedUp} counters in memory, however many there are`, async () => {
    const { written, counters } = noted();
    let most = 0;
    const all = async function* (): AsyncGenerator<{ readonly n: number }> {
      for (let n = 0; n < documents; n += 1) {
        most = Math.max(most, n * countersOfOne - written.counters);
        yield { n };
      }
    };
    await countAll(counters, all(), (doc) => countersOf((doc as { n: number }).n));
    expect([most < mostAddedUp, written.counters, written.value]).toEqual([true, documents * countersOfOne, documents * countersOfOne]);
  });

  it('adds up what several documents give one counter before it is written', async () => {
    const { written, counters } = noted();
    const all = async function* (): AsyncGenerator<object> {
      yield* [{}, {}, {}];
    };
    await countAll(counters, all(), () => countersOf(1));
    expect(written).toEqual({ counters: countersOfOne, value: 3 * countersOfOne });
  });
});
