import * as fc from 'fast-check';
import type { RecordedEvent } from '@redress/event-store';
import { collect } from '@redress/testing';
import { type Batch, type Counter, type DocumentStore, TransientAbort, usualLimits } from '.';
import { counterName } from './tally';
import { Cellar, type JarEvent, jars, jarTypes, type Jar, measureJar } from './toy.spec-support';

const first = 'jars@1.0';
const streams = ['jar-1', 'jar-2', 'jar-3', 'access-1'];

const day = fc.constantFrom('2026-01-31', '2026-02-01', '2026-02-28', '2025-12-31');
const event: fc.Arbitrary<JarEvent> = fc.oneof(
  fc.record({
    type: fc.constant('JarOpened' as const),
    data: fc.record({ on: day, fruit: fc.constantFrom('quince', 'fig', 'sour cherry') }),
  }),
  fc.record({ type: fc.constant('JarFilled' as const), data: fc.record({ on: day, grams: fc.integer({ min: -5, max: 50 }) }) }),
  fc.record({ type: fc.constant('JarEmptied' as const), data: fc.record({ on: day }) }),
  fc.constant({ type: 'JarLabelled' as const, data: { label: 'grandmother' } }),
  fc.constant({ type: 'JarBroken' as const, data: {} }),
);
const told = fc.record({ stream: fc.constantFrom(...streams), event });

/** The sum of what all documents contribute, from scratch. */
const recomputed = (documents: readonly Jar[]): string[] => {
  const sums = new Map<string, number>();
  for (const counter of documents.flatMap((jar) => measureJar(jar))) {
    sums.set(counterName(counter), (sums.get(counterName(counter)) ?? 0) + counter.value);
  }
  return [...sums].filter(([, value]) => value !== 0).map(([name, value]) => `${name} ${value}`);
};
const named = (counters: readonly Counter[]): string[] => counters.map((counter) => `${counterName(counter)} ${counter.value}`);

describe('a read model', () => {
  it('is the same whatever the batches, the moments of catching up and the crashes between, and its sums are those of its documents', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ told, look: fc.boolean() }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.constantFrom('well', 'well', 'before', 'after', 'abort')),
        async (steps, changes, fates) => {
          const [one, many] = [new Cellar(), new Cellar({ first: 1n, step: 1n, batch: 2 })];
          const uncertain = unlucky(many.store, fates);
          const look = async (): Promise<void> => {
            for (let crashed = true; crashed;) {
              crashed = await many
                .projector({}, { store: uncertain, limits: { changes, bytes: 300 } })
                .catchUp()
                .then(
                  () => false,
                  () => true,
                );
            }
          };
          for (const { told: each, look: looks } of steps) {
            await one.tell(each.stream, each.event);
            await many.tell(each.stream, each.event);
            if (looks) await look();
          }
          await look();
          await one.projector().catchUp();
          const [{ position: _other, ...expected }, { position: _own, ...found }] = [await one.contents(first), await many.contents(first)];
          expect(found).toEqual(expected);
          expect(named(found.counters).sort()).toEqual(recomputed(Object.values(found.documents)).sort());
          one.close();
          many.close();
        },
      ),
      { numRuns: 60 },
    ));

  it('hands every event of a stream to its fold once and in order, through crashes, cuts, races and restarts', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('jar-1', 'jar-2', 'jar-3'), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.infiniteStream(fc.constantFrom('well', 'before', 'after', 'abort')),
        async (order, changes, fates) => {
          const cellar = new Cellar();
          for (const stream of order) await cellar.tell(stream, 'JarFilled');
          const next = (jar: Jar | null, _event: unknown, { revision }: { revision: number }): Jar => {
            if (revision !== (jar?.grams ?? -1) + 1) throw new Error(`revision ${revision} came after ${jar?.grams}`);
            return { fruit: 'fig', openedOn: '2026-01-01', grams: revision, filledOn: [] };
          };
          const projection = { ...jars, on: Object.fromEntries(jarTypes.map((type) => [type, next])) as unknown as typeof jars.on };
          const store = unlucky(cellar.store, fates);
          const run = async (): Promise<void> => {
            for (let crashed = true; crashed;) {
              crashed = await cellar
                .projector({ projection }, { store, limits: { changes } })
                .catchUp()
                .then(
                  () => false,
                  () => true,
                );
            }
          };
          await Promise.all([run(), run()]);
          const { documents, parked, rows } = await cellar.contents(first);
          const lengths = new Map<string, number>();
          for (const stream of order) lengths.set(stream, (lengths.get(stream) ?? 0) + 1);
          expect([parked, rows.length]).toEqual([[], order.length]);
          expect(new Map(Object.entries(documents).map(([stream, { grams }]) => [stream, grams + 1]))).toEqual(lengths);
          cellar.close();
        },
      ),
      { numRuns: 100 },
    ));

  it('parks exactly the streams with a poisoned event, whichever and however many, and all of them drain to the whole', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ told, look: fc.boolean() }), { maxLength: 40 }),
        fc.constantFrom(...jarTypes),
        fc.integer({ min: 1, max: 12 }),
        async (steps, poison, changes) => {
          const [sick, sound] = [new Cellar(), new Cellar()];
          const fails = (): never => {
            throw new Error('poison');
          };
          const projection = { ...jars, on: { ...jars.on, [poison]: fails } };
          for (const { told: each, look } of steps) {
            await sick.tell(each.stream, each.event);
            await sound.tell(each.stream, each.event);
            if (look) await sick.projector({ projection }, { limits: { changes } }).catchUp();
          }
          await sick.projector({ projection }, { limits: { changes } }).catchUp();
          const poisoned = steps
            .map(({ told: each }) => each)
            .filter(({ stream, event: { type } }) => stream.startsWith('jar-') && type === poison)
            .map(({ stream }) => stream);
          expect((await sick.store.parked(first)).map(({ stream }) => stream)).toEqual([...new Set(poisoned)].sort());
          await sick.projector().retryParked();
          await sound.projector().catchUp();
          expect(await sick.contents(first)).toEqual(await sound.contents(first));
          sick.close();
          sound.close();
        },
      ),
      { numRuns: 40 },
    ));
});

describe('a batch', () => {
  const filled = async (jarCount: number, batch = 1_000): Promise<Cellar> => {
    const cellar = new Cellar({ batch });
    // Built while nothing is there, so that what follows is counted batch by batch.
    await cellar.projector().catchUp();
    for (let n = 0; n < jarCount; n += 1) await cellar.tell(`jar-${n}`, 'JarOpened', 'JarFilled');
    return cellar;
  };
  const batchesOf = (store: DocumentStore): Batch[] => {
    const batches: Batch[] = [];
    const apply = store.apply.bind(store);
    jest.spyOn(store, 'apply').mockImplementation((batch) => (batches.push(batch), apply(batch)));
    return batches;
  };
  const sizeOf = ({ documents, counters, rows, parked }: Batch): number =>
    documents.size + (counters?.length ?? 0) + rows.length + parked.length;

  it('never changes more documents, counters and rows together than its limit, but for a single event that does', async () => {
    const cellar = await filled(300);
    const batches = batchesOf(cellar.store);
    await cellar.projector({}, { limits: { changes: 100 } }).catchUp();
    expect(Math.max(...batches.map(sizeOf))).toBeLessThanOrEqual(100);
    expect(Math.max(...batches.map(sizeOf))).toBeGreaterThan(60);
    await cellar.projector().rebuild();
    batches.length = 0;
    await cellar.projector({ projection: { ...jars, version: 2 } }, { limits: { changes: 1 } }).catchUp();
    expect(batches).toHaveLength(600);
    cellar.close();
  });
  it('ends with the batch of the log that reaches so many bytes', async () => {
    const cellar = await filled(50, 10);
    const batches = batchesOf(cellar.store);
    const sizes = (await collect(cellar.log.all(null))).map((each: RecordedEvent) => each.data.length + each.metadata.length);
    await cellar.projector({}, { limits: { bytes: Math.max(...sizes) * 10 + 1 } }).catchUp();
    expect(batches.map(({ rows }) => rows.length)).toEqual([20, 20, 20, 20, 20]);
    cellar.close();
  });
  it('ends after so much time of folding', async () => {
    const cellar = await filled(320);
    const batches = batchesOf(cellar.store);
    let now = 0;
    const clock = { now: () => '2026-05-03T08:00:00.000Z', monotonic: () => (now += 600), wait: async () => undefined };
    await cellar.projector({}, { clock, limits: { changes: 1_000_000, bytes: 1_000_000_000 } }).catchUp();
    expect(batches.map(({ rows }) => rows.length)).toEqual([128, 128, 128, 128, 128]);
    cellar.close();
  });
  it('is halved when the store aborts it, until it is taken', async () => {
    const cellar = await filled(200);
    const apply = cellar.store.apply.bind(cellar.store);
    const tried: number[] = [];
    jest.spyOn(cellar.store, 'apply').mockImplementation(async (batch) => {
      tried.push(batch.rows.length);
      if (batch.rows.length > 150) throw new TransientAbort('too much at once');
      return apply(batch);
    });
    await cellar.projector().catchUp();
    expect(tried).toEqual([400, 200, 100, 200, 100, 200, 100, 100]);
    expect((await cellar.contents(first)).rows).toHaveLength(400);
    cellar.close();
  });
  it('gives up when the store aborts every batch', async () => {
    const cellar = await filled(1);
    jest.spyOn(cellar.store, 'apply').mockRejectedValue(new TransientAbort('never'));
    await expect(cellar.projector().catchUp()).rejects.toThrow('never');
    cellar.close();
  });
  it('has limits for SQLite unless others are given', () =>
    expect(usualLimits).toEqual({ changes: 50_000, bytes: 16_000_000, milliseconds: 1_000 }));
});

/** A store whose calls meet a fate: the process dies before the transaction or after it, or the store aborts it. */
const unlucky = (store: DocumentStore, fates: Iterable<string>): DocumentStore => {
  const fate = fates[Symbol.iterator]();
  return new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (batch: Batch) => Promise<unknown>;
      if (name !== 'apply') return method.bind(target);
      return async (batch: Batch): Promise<unknown> => {
        const { value } = fate.next() as { value: string };
        if (value === 'before') throw new Error('crashed');
        if (value === 'abort') throw new TransientAbort('busy');
        const answer = await method.call(target, batch);
        if (value === 'after') throw new Error('crashed');
        return answer;
      };
    },
  });
};
