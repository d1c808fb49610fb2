import { CollectionGone } from './document-store';
import { ServedReadModel } from './served-read-model';
import { Cellar, type Jar, jars, stillClock } from './toy.spec-support';

describe('a served read model', () => {
  let cellar: Cellar;
  let read: ServedReadModel<Jar>;
  beforeEach(async () => {
    cellar = new Cellar();
    read = new ServedReadModel<Jar>(jars, cellar.store);
    await cellar.tell('jar-1', 'JarOpened', 'JarFilled');
    await cellar.projector().catchUp();
  });
  afterEach(() => cellar.close());

  it('reads documents, pages, rows, sums and parks of the generation that is served', async () => {
    const jar = { fruit: 'quince', openedOn: '2026-03-01', grams: 100, filledOn: ['2026-03-02'] };
    expect(await read.position()).toBe('9');
    expect(await read.document('jar-1')).toEqual(jar);
    expect(await read.documents(['jar-1', 'jar-9'])).toEqual(new Map([['jar-1', jar]]));
    expect(await read.page({ index: ['fruit', 'grams'], limit: 5 })).toEqual({ items: [jar], next: null });
    expect((await read.rows({ by: { stream: 'jar-1' }, limit: 5 })).items.map(({ revision }) => revision)).toEqual([0, 1]);
    expect(await read.sums({ basis: 'event', dimension: 'fruit', from: null, to: null })).toEqual([
      { key: 'quince', metric: 'fillings', value: 1 },
    ]);
    expect([await read.park('jar-1'), await read.parked()]).toEqual([null, []]);
  });
  it('answers from the new generation when the old one is dropped between question and answer', async () => {
    const page = cellar.store.page.bind(cellar.store);
    jest.spyOn(cellar.store, 'page').mockImplementationOnce(async (collection, query) => {
      await cellar.projector().rebuild();
      return page(collection, query);
    });
    expect((await read.page({ index: ['fruit', 'grams'], limit: 5 })).items).toHaveLength(1);
    expect(await read.position()).toBe('9');
  });
  it('goes on with the cursor of an old generation in the new one', async () => {
    await cellar.tell('jar-2', 'JarOpened');
    await cellar.tell('jar-3', 'JarOpened');
    await cellar.projector().catchUp();
    const first = await read.page({ index: ['fruit', 'grams'], limit: 2 });
    const rows = await read.rows({ by: { index: ['actor', 'day'] }, limit: 3 });
    await cellar.projector().rebuild();
    const [rest, others] = [
      await read.page({ index: ['fruit', 'grams'], limit: 2, after: first.next }),
      await read.rows({ by: { index: ['actor', 'day'] }, limit: 3, after: rows.next }),
    ];
    expect([...first.items, ...rest.items].map(({ grams }) => grams)).toEqual([0, 0, 100]);
    expect([...rows.items, ...others.items].map(({ stream, revision }) => `${stream}/${revision}`)).toEqual([
      'jar-1/0',
      'jar-2/0',
      'jar-3/0',
      'jar-1/1',
    ]);
  });
  it('says so when nothing is built yet', async () => {
    await expect(new ServedReadModel({ ...jars, version: 2 }, cellar.store).position()).rejects.toThrow(CollectionGone);
  });

  describe('waiting for a position', () => {
    it('answers at once when it is there, compared as an integer', async () => {
      expect([await read.waitFor('9', 0), await read.waitFor('7', 0)]).toEqual(['at', 'at']);
    });
    it('answers "behind" rather than an old truth when the time is over', async () => {
      expect([await read.waitFor('10', 0), await read.waitFor('90071992547409930', 5)]).toEqual(['behind', 'behind']);
    });
    it('answers as soon as what was written is applied, by whichever process', async () => {
      await cellar.tell('jar-1', 'JarFilled');
      const waiting = read.waitFor('11', 5_000);
      await cellar.projector().catchUp();
      expect([await waiting, (await read.document('jar-1'))?.grams]).toEqual(['at', 200]);
    });
    it('looks at once when it is told that something was applied', async () => {
      const never = { ...stillClock, wait: () => new Promise<void>(() => undefined) };
      const told = new ServedReadModel<Jar>(jars, cellar.store, never);
      await cellar.tell('jar-1', 'JarFilled');
      const waiting = told.waitFor('11', 5_000);
      await cellar.projector({}, { onApplied: () => told.notify() }).catchUp();
      expect(await waiting).toBe('at');
    });
    it('ends when nobody waits for the answer any more', async () => {
      const end = new AbortController();
      const waiting = read.waitFor('11', 60_000, end.signal);
      end.abort();
      expect(await waiting).toBe('behind');
    });
  });
});
