import { CheckpointMoved, CollectionGone } from './document-store';
import { RebuildCancelled, RebuildRefused } from './rebuild';
import { Cellar, jars, type Jar } from './toy.spec-support';

const first = 'jars@1.0';
const second = 'jars@1.1';
const emptying = { ...jars, on: { ...jars.on, JarEmptied: 'irrelevant' } } as typeof jars;
const failing = {
  ...jars,
  on: {
    ...jars.on,
    JarEmptied: () => {
      throw new Error('no such shelf');
    },
  },
} as typeof jars;

describe('a rebuild', () => {
  let cellar: Cellar;
  beforeEach(async () => {
    cellar = new Cellar();
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled', 'JarLabelled', 'JarEmptied');
    await cellar.tell('jar-2', 'JarOpened', 'JarFilled', 'JarFilled');
    await cellar.projector().catchUp();
  });
  afterEach(() => cellar.close());
  const names = async () => (await cellar.store.list()).map(({ name }) => name);

  it('serves a new generation that equals the live one in every document, counter, row and digest, and drops the old one', async () => {
    const live = await cellar.contents(first);
    const { collection, digests, ...rest } = await cellar.projector().rebuild();
    expect([collection, rest]).toEqual([second, { parked: [], comparedWith: first, differences: null }]);
    expect(await cellar.contents(second)).toEqual(live);
    expect([digests.content, digests.completeness]).toEqual([live.content, live.completeness]);
    expect([await cellar.projector().served(), await names()]).toEqual([second, [second]]);
  });
  it('can be repeated, each time into the next generation', async () => {
    for (const expected of [second, 'jars@1.2', 'jars@1.3']) expect((await cellar.projector().rebuild()).collection).toBe(expected);
  });
  it('brings the served generation to the head first, and compares there', async () => {
    await cellar.tell('jar-3', 'JarOpened');
    const { digests } = await cellar.projector().rebuild();
    expect(digests.checkpoint.position).toBe(await cellar.log.head());
  });
  it('takes in what is recorded while it runs', async () => {
    let told = 0;
    const onProgress = (): void => {
      if (told < 3) void cellar.tell('jar-2', 'JarFilled');
      told += told < 3 ? 1 : 0;
    };
    await cellar.projector().rebuild({ onProgress });
    await cellar.projector().catchUp();
    const { documents, position } = await cellar.contents(second);
    expect([(documents['jar-2'] as Jar).grams, position]).toEqual([200 + 100 * told, await cellar.log.head()]);
    expect(told).toBeGreaterThan(0);
  });
  it('serves nothing half-built where nothing was served before', async () => {
    const fresh = new Cellar();
    await fresh.tell('jar-1', 'JarOpened');
    const { collection, comparedWith } = await fresh.projector().rebuild();
    expect([collection, comparedWith, await fresh.projector().served()]).toEqual([second, null, second]);
    expect((await fresh.contents(second)).position).toBe('7');
    fresh.close();
  });

  it('refuses another content in the same version, says what differs, and the old generation stays', async () => {
    const before = await cellar.contents(first);
    const refused = await cellar
      .projector({ projection: emptying })
      .rebuild()
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RebuildRefused);
    expect((refused as RebuildRefused).differences).toEqual({
      documents: { onlyInOld: 0, onlyInNew: 0, changed: 1, examples: ['jar-1'] },
      counters: { onlyInOld: 0, onlyInNew: 0, changed: 1, examples: ['counter ["received","2026-03-01","all",null,"grams"]'] },
      rows: { onlyInOld: 1, onlyInNew: 0, changed: 0, examples: ['row jar-1/3/0'] },
    });
    expect((refused as RebuildRefused).message).toContain('jars@1.1 differs from jars@1.0: documents: 0 gone, 0 new, 1 changed (jar-1)');
    expect([await cellar.projector().served(), await names(), await cellar.contents(first)]).toEqual([first, [first], before]);
  });
  it('reports what differs from the older version, which stays', async () => {
    const { collection, comparedWith, differences } = await cellar.projector({ projection: { ...emptying, version: 2 } }).rebuild();
    expect([collection, comparedWith, differences?.documents]).toEqual([
      'jars@2.1',
      first,
      { onlyInOld: 0, onlyInNew: 0, changed: 1, examples: ['jar-1'] },
    ]);
    expect(await names()).toEqual([first, 'jars@2.1']);
  });
  it('refuses a new version that did not read the same events', async () => {
    await cellar.store.apply({
      collection: first,
      from: await cellar.store.checkpoint(first),
      to: await cellar.log.head(),
      documents: new Map(),
      counters: [],
      rows: [],
      parked: [],
      drained: [],
      completeness: '1'.repeat(64),
    });
    await expect(cellar.projector({ projection: { ...jars, version: 2 } }).rebuild()).rejects.toThrow('did not read the same events');
    await expect(cellar.projector().rebuild()).rejects.toThrow('did not read the same events');
    expect(await names()).toEqual([first]);
  });
  it('fails loudly where the live projector parks, and lists what cannot be folded', async () => {
    const refused = await cellar
      .projector({ projection: { ...failing, version: 2 } })
      .rebuild()
      .catch((error: unknown) => error);
    expect((refused as RebuildRefused).parked).toEqual([{ stream: 'jar-1', revision: 3, reason: 'Error: no such shelf', build: 'one' }]);
    expect((refused as RebuildRefused).message).toBe(
      '1 streams of jars@2 cannot be folded: jar-1 at revision 3 (Error: no such shelf). Allow them to park, or mend the fold.',
    );
    expect(await names()).toEqual([first]);
  });
  it('parks as the live projector does where that is allowed, and lists it', async () => {
    const rebuilt = await cellar.projector({ projection: { ...failing, version: 2 } }).rebuild({ allowParked: true });
    expect(rebuilt.parked).toEqual([{ stream: 'jar-1', revision: 3, reason: 'Error: no such shelf', build: 'one' }]);
    expect(await cellar.store.parked('jars@2.1')).toEqual(rebuilt.parked);
  });
  it('refuses to compare with a generation that parks other streams', async () => {
    await cellar.tell('jar-2', 'JarSplit');
    await cellar.projector().catchUp();
    const knowing = { ...jars, category: 'no-jars-' };
    await expect(cellar.projector({ projection: knowing }).rebuild({ allowParked: true })).rejects.toThrow('retry its parked streams');
    await expect(cellar.projector().rebuild()).rejects.toThrow('cannot be folded');
    expect((await cellar.projector().rebuild({ allowParked: true })).parked).toHaveLength(1);
  });

  it('refuses a late writer of the old generation, who goes on with the new one', async () => {
    const from = await cellar.store.checkpoint(first);
    const late = {
      collection: first,
      from,
      to: '99',
      documents: new Map(),
      counters: [],
      rows: [],
      parked: [],
      drained: [],
      completeness: '0',
    };
    await cellar.tell('jar-3', 'JarOpened');
    const apply = cellar.store.apply.bind(cellar.store);
    jest.spyOn(cellar.store, 'apply').mockImplementationOnce(async (batch) => {
      await cellar.projector().rebuild();
      return apply(batch);
    });
    await cellar.projector().catchUp();
    await expect(cellar.store.apply(late)).rejects.toThrow(CheckpointMoved);
    await expect(cellar.store.checkpoint(first)).rejects.toThrow(CollectionGone);
    const { documents, position } = await cellar.contents(second);
    expect([Object.keys(documents), position]).toEqual([['jar-1', 'jar-2', 'jar-3'], await cellar.log.head()]);
  });
  it('gives up when the generations never stand still', async () => {
    jest.spyOn(cellar.store, 'serve').mockResolvedValue(false);
    await expect(cellar.projector().rebuild()).rejects.toThrow('kept changing');
    expect(await names()).toEqual([first, second]);
  });
  it('looks up versions and parked streams of older builds like the live projector', async () => {
    const read = jest.fn(async () => undefined);
    await cellar.projector({ versions: { take: () => undefined, read } }).rebuild();
    expect(read).toHaveBeenCalled();
  });
  it('is done by one of two that rebuild at the same time, and both end well', async () => {
    const outcomes = await Promise.allSettled([cellar.projector().rebuild(), cellar.projector().rebuild()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const served = await cellar.projector().served();
    await cellar.projector().catchUp();
    expect((await cellar.contents(served)).documents['jar-2']?.grams).toBe(200);
  });
  it.each(['digests', 'parked'] as const)(
    'ends well where another served its generation before it asked the old one for its %s',
    async (asked) => {
      const ask = cellar.store[asked].bind(cellar.store) as (collection: string) => Promise<never>;
      const spy = jest.spyOn(cellar.store, asked).mockImplementation(async (collection) => {
        if (collection === first) {
          spy.mockRestore();
          await cellar.projector().rebuild();
        }
        return ask(collection);
      });
      const { collection, comparedWith, differences } = await cellar.projector().rebuild();
      expect([collection, comparedWith, differences, await names()]).toEqual([second, null, null, [second]]);
    },
  );
});

describe('a rebuild that ends before it is done', () => {
  const events = 12;
  const prepared = async (): Promise<Cellar> => {
    const cellar = new Cellar();
    await cellar.tell('jar-1', 'JarOpened', ...Array.from({ length: events - 1 }, () => 'JarFilled'));
    await cellar.projector().catchUp();
    return cellar;
  };
  const small = { limits: { changes: 4 } };

  it('leaves the old generation serving, and the next one goes on where it ended', async () => {
    const cellar = await prepared();
    const end = new AbortController();
    const onProgress = (): void => end.abort();
    await expect(cellar.projector({}, { limits: { changes: 2 } }).rebuild({ signal: end.signal, onProgress })).rejects.toThrow(
      RebuildCancelled,
    );
    expect(await cellar.projector().served()).toBe(first);
    const { position } = await cellar.store.checkpoint(second);
    const asked: (string | null)[] = [];
    const all = cellar.log.all.bind(cellar.log);
    jest.spyOn(cellar.log, 'all').mockImplementation((after) => (asked.push(after), all(after)));
    await cellar.projector().rebuild();
    expect([asked[0], await cellar.projector().served()]).toEqual([position, second]);
    cellar.close();
  });
  it('is not gone on with by another build', async () => {
    const cellar = await prepared();
    const end = new AbortController();
    await cellar
      .projector({}, { limits: { changes: 2 } })
      .rebuild({ signal: end.signal, onProgress: () => end.abort() })
      .catch(() => undefined);
    const asked: (string | null)[] = [];
    const all = cellar.log.all.bind(cellar.log);
    jest.spyOn(cellar.log, 'all').mockImplementation((after) => (asked.push(after), all(after)));
    await cellar.projector({ build: 'two' }).rebuild();
    expect(asked[0]).toBeNull();
    cellar.close();
  });
  it('may be killed before or after any call of the store: the old generation serves until the new one does, and the next rebuild completes', async () => {
    const whole = await prepared();
    const expected = await whole.contents(first);
    whole.close();
    for (let step = 0, done = false; !done; step += 1) {
      for (const when of ['before', 'after'] as const) {
        const cellar = await prepared();
        const killed = killedAt(cellar, step, when);
        done = await cellar
          .projector({}, { ...small, store: killed })
          .rebuild()
          .then(
            () => true,
            () => false,
          );
        expect((await cellar.contents(await cellar.projector().served())).documents).toEqual(expected.documents);
        const { collection } = await cellar.projector({}, small).rebuild();
        expect(await cellar.contents(collection)).toEqual(expected);
        expect(await cellar.store.list()).toHaveLength(1);
        cellar.close();
      }
    }
  });
});

/** The process dies at the n-th call that changes the store: before it, or after it was stored and before anybody was told. */
const killedAt = (cellar: Cellar, step: number, when: 'before' | 'after') => {
  let calls = 0;
  const changing = ['prepare', 'build', 'drop', 'apply', 'serve'];
  return new Proxy(cellar.store, {
    get: (store, name) => {
      const method = Reflect.get(store, name) as (...params: unknown[]) => Promise<unknown>;
      if (typeof method !== 'function' || !changing.includes(String(name)))
        return typeof method === 'function' ? method.bind(store) : method;
      return async (...params: unknown[]): Promise<unknown> => {
        const isLast = calls++ === step;
        if (isLast && when === 'before') throw new Error('killed');
        const answer = await method.apply(store, params);
        if (isLast) throw new Error('killed');
        return answer;
      };
    },
  });
};
