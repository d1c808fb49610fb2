import type { DocumentStore } from './document-store';
import { Projectors, UnknownReadModel } from './projectors';
import { Cellar, jarCodec, jars, stillClock } from './toy.spec-support';

const shelf = { ...jars, name: 'shelf' };

describe('the projectors of a process', () => {
  let cellar: Cellar;
  let projectors: Projectors;
  beforeEach(async () => {
    cellar = new Cellar();
    const all = [cellar.projector(), cellar.projector({ projection: shelf })];
    projectors = new Projectors(all, cellar.log, cellar.store, { clock: stillClock });
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled');
  });
  afterEach(() => cellar.close());
  const positions = async () => (await projectors.status()).map(({ name, collection, position }) => [name, collection, position]);
  const bothAt = async (position: string): Promise<void> => {
    for (let turn = 0; turn < 1_000; turn += 1) {
      if ((await positions()).every(([, , at]) => at === position)) return;
      await stillClock.wait();
    }
    throw new Error(`They never came to ${position}.`);
  };

  it('keep all read models current with one reading of the log, which decodes each event once', async () => {
    const [all, decode] = [jest.spyOn(cellar.log, 'all'), jest.spyOn(jarCodec, 'decode')];
    await projectors.catchUp();
    expect([all.mock.calls.length, decode.mock.calls.length]).toEqual([1, 2]);
    expect(await positions()).toEqual([
      ['jars', 'jars@1.0', '9'],
      ['shelf', 'shelf@1.0', '9'],
    ]);
    decode.mockRestore();
  });
  it('let each go on from where it stands', async () => {
    await cellar.projector().catchUp();
    await cellar.tell('jar-1', 'JarFilled');
    await projectors.catchUp();
    const [one, two] = [await cellar.contents('jars@1.0'), await cellar.contents('shelf@1.0')];
    expect([one.content, one.documents['jar-1']?.grams]).toEqual([two.content, 200]);
  });
  it('follow the log together until they are told to end', async () => {
    const end = new AbortController();
    const running = projectors.run(end.signal);
    await bothAt('9');
    await cellar.tell('jar-1', 'JarFilled');
    await bothAt('11');
    end.abort();
    await running;
    expect((await cellar.contents('shelf@1.0')).documents['jar-1']?.grams).toBe(200);
  });
  it('rebuild all or those that are named, with one reading for the new generations', async () => {
    await projectors.catchUp();
    const rebuilt = await projectors.rebuild();
    expect([...rebuilt].map(([name, { collection }]) => [name, collection])).toEqual([
      ['jars', 'jars@1.1'],
      ['shelf', 'shelf@1.1'],
    ]);
    await projectors.rebuild(['shelf']);
    expect(await positions()).toEqual([
      ['jars', 'jars@1.1', '9'],
      ['shelf', 'shelf@1.2', '9'],
    ]);
  });
  it('know no read model of another name', async () => {
    await expect(projectors.rebuild(['shelves'])).rejects.toThrow(UnknownReadModel);
  });
  it('stay alive when another process writes the same collections', async () => {
    const others = new Projectors([cellar.projector(), cellar.projector({ projection: shelf })], cellar.log, cellar.store, {
      clock: stillClock,
    });
    for (let n = 0; n < 20; n += 1) {
      await cellar.tell(`jar-${n + 2}`, 'JarOpened', 'JarFilled', 'JarFilled');
      await Promise.all([projectors.catchUp(), others.catchUp()]);
    }
    const [one, two] = [await cellar.contents('jars@1.0'), await cellar.contents('shelf@1.0')];
    expect([one.rows.length, one.content, one.completeness]).toEqual([62, two.content, two.completeness]);
    expect([...(await projectors.rebuild()).values()].map(({ differences }) => differences)).toEqual([null, null]);
  });
});

/** Those of a process that asks, and runs nothing. */
const beside = (cellar: Cellar): Projectors =>
  new Projectors([cellar.projector(), cellar.projector({ projection: shelf })], cellar.log, cellar.store, { clock: stillClock });

/** A store whose calls of one method wait, once it is told to, until they may go on. */
const held = (store: DocumentStore, method: 'apply' | 'documents') => {
  let [ask, goOn] = [(): void => undefined, (): void => undefined];
  const [isAsked, mayGoOn] = [new Promise<void>((resolve) => (ask = resolve)), new Promise<void>((resolve) => (goOn = resolve))];
  const refused: string[] = [];
  const state = { isHeld: false };
  const waiting = async (...asked: unknown[]): Promise<unknown> => {
    if (state.isHeld) {
      ask();
      await mayGoOn;
    }
    const call = Reflect.get(store, method) as (...given: unknown[]) => Promise<unknown>;
    return call.apply(store, asked).catch((error: Error) => {
      refused.push(error.name);
      throw error;
    });
  };
  const proxy = new Proxy(store, {
    get: (target, name) => {
      const found: unknown = name === method ? waiting : Reflect.get(target, name);
      return typeof found === 'function' ? (found.bind(target) as unknown) : found;
    },
  });
  return { store: proxy, hold: () => void (state.isHeld = true), isAsked, goOn: () => goOn(), refused };
};

describe('the projectors of two processes', () => {
  let cellar: Cellar;
  const ends: (() => Promise<void>)[] = [];
  beforeEach(() => void (cellar = new Cellar()));
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    cellar.close();
  });
  /** A process whose monotonic clock the test moves. */
  const begun = (holder: string, store = cellar.store) => {
    const at = { now: 0 };
    const clock = { ...stillClock, monotonic: () => at.now };
    const troubles: unknown[] = [];
    const options = { clock, holder, leaseTime: 1_000, onTrouble: (error: unknown) => void troubles.push(error) };
    const all = [cellar.projector({}, { store, clock }), cellar.projector({ projection: shelf }, { store, clock })];
    const projectors = new Projectors(all, cellar.log, store, options);
    const stop = new AbortController();
    const running = projectors.run(stop.signal);
    const end = async (): Promise<void> => (stop.abort(), running);
    ends.push(end);
    return { projectors, troubles, end, pass: (milliseconds: number) => void (at.now += milliseconds) };
  };
  const until = async (holds: () => unknown): Promise<void> => {
    for (let turn = 0; turn < 2_000; turn += 1) {
      if (await holds()) return;
      await stillClock.wait();
    }
    throw new Error(`It never came to hold: ${holds.toString()}`);
  };
  const shown = async () => Promise.all(['jars@1.0', 'shelf@1.0'].map((each) => cellar.contents(each)));
  const bothAt = (position: string) => until(async () => (await beside(cellar).status()).every((each) => each.position === position));
  const holders = async () => (await beside(cellar).status()).map(({ holder }) => holder);

  it('are active one at a time: what one keeps current the other does not fold', async () => {
    const one = begun('one');
    await until(() => one.projectors.activity.active.size === 2);
    const two = begun('two');
    const applied = jest.spyOn(cellar.store, 'apply');
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled');
    await bothAt('9');
    expect([[...one.projectors.activity.active], [...two.projectors.activity.active], await holders()]).toEqual([
      ['jars', 'shelf'],
      [],
      ['one', 'one'],
    ]);
    expect(applied.mock.results.length).toBe(2);
    applied.mockRestore();
  });
  it('hand over at once when the active one ends, and it has stored what it folded', async () => {
    const one = begun('one');
    await until(() => one.projectors.activity.active.size === 2);
    const two = begun('two');
    await cellar.tell('jar-1', 'JarOpened');
    await bothAt('7');
    await one.end();
    // No clock moves here: nothing could lapse.
    await until(() => two.projectors.activity.active.size === 2);
    await cellar.tell('jar-1', 'JarFilled');
    await bothAt('9');
    expect([await holders(), (await shown()).map(({ documents }) => documents['jar-1']?.grams)]).toEqual([
      ['two', 'two'],
      [100, 100],
    ]);
  });
  it('store what was taken when they are told to end in the midst of a run', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled', 'JarFilled', 'JarFilled');
    const late = held(cellar.store, 'documents');
    late.hold();
    const one = begun('one', late.store);
    await late.isAsked;
    const ended = one.end();
    late.goOn();
    await ended;
    // The log came in batches of three; the first of them reached the first read model.
    expect([(await cellar.store.checkpoint('jars@1.0')).position, await holders()]).toEqual(['11', [null, null]]);
  });
  it('refuse the late write of one that was paused between folding and storing, which then stands by', async () => {
    const late = held(cellar.store, 'apply');
    const one = begun('one', late.store);
    await cellar.tell('jar-1', 'JarOpened');
    await bothAt('7');
    late.hold();
    await cellar.tell('jar-1', 'JarFilled');
    await late.isAsked;
    const two = begun('two');
    await until(async () => (two.pass(50), two.projectors.activity.active.size === 2));
    await bothAt('9');
    one.pass(2_000);
    late.goOn();
    await cellar.tell('jar-1', 'JarFilled');
    await bothAt('11');
    const [jarsNow, shelfNow] = await shown();
    expect([jarsNow!.rows.length, jarsNow!.documents['jar-1']?.grams, shelfNow!.rows.length]).toEqual([3, 200, 3]);
    expect([late.refused, one.troubles, [...one.projectors.activity.active]]).toEqual([['CheckpointMoved'], [], []]);
    const rebuilt = [...(await beside(cellar).rebuild()).values()].map(({ differences }) => differences);
    expect(rebuilt).toEqual([null, null]);
  });
  it('go on with the generation that was swapped in by a third process', async () => {
    const one = begun('one');
    await until(() => one.projectors.activity.active.size === 2);
    begun('two');
    await cellar.tell('jar-1', 'JarOpened');
    await bothAt('7');
    await beside(cellar).rebuild();
    await cellar.tell('jar-1', 'JarFilled');
    await bothAt('9');
    const statuses = await beside(cellar).status();
    expect(statuses.map(({ collection, holder }) => [collection, holder])).toEqual([
      ['jars@1.1', 'one'],
      ['shelf@1.1', 'one'],
    ]);
  });
});
