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
