import { sha256, sum256 } from '@redress/kernel';
import { collect } from '@redress/testing';
import { CollectionGone, type Park } from './document-store';
import { Cellar, jars, type Jar, measureJar } from './toy.spec-support';

const first = 'jars@1.0';
const failing: typeof jars = {
  ...jars,
  on: {
    ...jars.on,
    JarEmptied: () => {
      throw new Error('no such shelf');
    },
  },
};

describe('an event that cannot be folded', () => {
  let cellar: Cellar;
  beforeEach(() => (cellar = new Cellar()));
  afterEach(() => cellar.close());
  const parked = () => cellar.store.parked(first);
  const park = (revision: number, reason: string, build = 'one'): Park => ({ stream: 'jar-1', revision, reason, build });

  it('parks its own stream, lets the others flow, and the checkpoint goes on', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarEmptied', 'JarFilled');
    await cellar.tell('jar-2', 'JarOpened', 'JarFilled');
    await cellar.projector({ projection: failing }).catchUp();
    await cellar.tell('jar-1', 'JarFilled');
    await cellar.tell('jar-2', 'JarFilled');
    await cellar.projector({ projection: failing }).catchUp();
    const { documents, position } = await cellar.contents(first);
    expect(await parked()).toEqual([park(1, 'Error: no such shelf')]);
    expect([documents['jar-1']?.grams, documents['jar-2']?.grams, position]).toEqual([0, 200, '19']);
  });
  it('keeps later events of its stream waiting, also in the next batches of the same reading', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarEmptied', ...Array.from({ length: 9 }, () => 'JarFilled'));
    await cellar.projector({ projection: failing }, { limits: { changes: 2 } }).catchUp();
    const { documents, rows } = await cellar.contents(first);
    expect([documents['jar-1']?.grams, rows.length, await parked()]).toEqual([0, 1, [park(1, 'Error: no such shelf')]]);
  });
  it('is tried again in the generation that another process swapped in meanwhile', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarEmptied', 'JarFilled');
    await cellar.projector({ projection: failing }).catchUp();
    const projector = cellar.projector();
    await projector.catchUp();
    const asked = jest.spyOn(cellar.store, 'parked').mockRejectedValueOnce(new CollectionGone('jars@1.7'));
    expect([await projector.retryParked(), asked.mock.calls.length > 1]).toEqual([[], true]);
  });
  it('does not count, and none of those that wait behind it', async () => {
    await cellar.tell('jar-1', 'JarOpened', 'JarEmptied', 'JarFilled');
    await cellar.projector({ projection: failing }).catchUp();
    const [opened] = await collect(cellar.log.read('jar-1'));
    expect((await cellar.contents(first)).completeness).toBe(sum256([sha256(opened!.id)]));
  });
  it.each([
    [
      'of an unknown type',
      { type: 'JarSplit', data: '{}', schema: 1 },
      'UnknownEvent: This build does not know JarSplit in schema 1; install the newer one.',
    ],
    [
      'of a newer schema',
      { type: 'JarFilled', data: '{}', schema: 2 },
      'UnknownEvent: This build does not know JarFilled in schema 2; install the newer one.',
    ],
    [
      'whose data is no JSON',
      { type: 'JarFilled', data: 'Leyla Quliyeva', schema: 1 },
      'NoJson: The data of the event is no JSON; verify the log.',
    ],
    [
      'that makes a document unmeasurable',
      { type: 'JarFilled', data: '{"on":"2026-03-02","grams":0.5}', schema: 1 },
      'Unmeasurable: grams by all is no safe integer.',
    ],
    [
      'that counts on no day',
      { type: 'JarFilled', data: '{"on":"soon","grams":1}', schema: 1 },
      'Unmeasurable: fillings by fruit stands on no day.',
    ],
    [
      'that empties an index field',
      { type: 'JarOpened', data: '{"on":"2026-03-02"}', schema: 1 },
      'The field "fruit" is part of an index and must not be empty.',
    ],
  ])('may be one %s', async (_what, event, reason) => {
    await cellar.tell('jar-1', 'JarOpened');
    await cellar.record('jar-1', event);
    await cellar.tell('jar-1', 'JarFilled');
    await cellar.tell('jar-2', 'JarOpened', 'JarFilled');
    await cellar.projector().catchUp();
    const { documents, rows } = await cellar.contents(first);
    expect(await parked()).toEqual([park(1, reason)]);
    expect([documents['jar-1']?.filledOn, documents['jar-2']?.grams, rows.length]).toEqual([[], 100, 3]);
  });
  it('may stand in a stream of a category that no list knows', async () => {
    await cellar.tell('crate-1', 'JarOpened');
    await cellar.tell('jar-1', 'JarOpened');
    await cellar.projector().catchUp();
    const reason = 'UnknownCategory: This build knows no streams that begin with "crate-"; install the newer one.';
    expect(await parked()).toEqual([{ stream: 'crate-1', revision: 0, reason, build: 'one' }]);
    await cellar.projector({ build: 'two', categories: ['jar-', 'crate-'] }).catchUp();
    expect(await parked()).toEqual([]);
  });
  it('may be a version that the look-up cannot take', async () => {
    const versions = { take: () => raise('a newer policy'), read: async () => undefined };
    await cellar.tell('policy-a', 'JarOpened');
    await cellar.tell('jar-1', 'JarOpened');
    await cellar.projector({ versions }).catchUp();
    expect((await parked()).map(({ stream, reason }) => [stream, reason])).toEqual([['policy-a', 'Error: a newer policy']]);
    expect((await cellar.contents(first)).documents).toHaveProperty('jar-1');
  });
  it('may be one that brings a sum beyond the safe integers, together with others in one batch', async () => {
    const fill = (grams: number) => ({ type: 'JarFilled' as const, data: { on: '2026-03-02', grams } });
    await cellar.tell('jar-1', 'JarOpened', fill(Number.MAX_SAFE_INTEGER - 100));
    for (const jar of ['jar-2', 'jar-3', 'jar-4']) await cellar.tell(jar, 'JarOpened', fill(70));
    await cellar.projector().catchUp();
    const { documents, counters } = await cellar.contents(first);
    expect((await parked()).map(({ stream, revision }) => [stream, revision])).toEqual([
      ['jar-3', 1],
      ['jar-4', 1],
    ]);
    expect(counters).toEqual(
      expect.arrayContaining(
        Object.values(documents)
          .flatMap((jar) => measureJar(jar))
          .slice(0, 0),
      ),
    );
    expect(counters.find(({ metric }) => metric === 'grams')?.value).toBe(Number.MAX_SAFE_INTEGER - 30);
    // The sum has room again: what waits is folded.
    await cellar.tell('jar-1', 'JarEmptied');
    await cellar.projector().catchUp();
    expect(await cellar.projector().retryParked()).toEqual([]);
    expect((await cellar.contents(first)).counters.find(({ metric }) => metric === 'grams')?.value).toBe(210);
  });

  describe('drains', () => {
    const whole = async (): Promise<unknown> => {
      const other = new Cellar();
      await fill(other);
      await other.projector().catchUp();
      const contents = await other.contents(first);
      other.close();
      return contents;
    };
    const fill = async (into: Cellar): Promise<void> => {
      await into.tell('jar-1', 'JarOpened', 'JarEmptied', 'JarFilled');
      await into.tell('jar-2', 'JarOpened', 'JarEmptied');
      await into.tell('jar-1', 'JarFilled', 'JarBroken', 'JarOpened');
    };
    beforeEach(async () => {
      await fill(cellar);
      await cellar.projector({ projection: failing }).catchUp();
    });

    it('in the order of its stream, to the same digests as if it had never failed', async () => {
      expect(await cellar.projector().retryParked()).toEqual([]);
      expect(await cellar.contents(first)).toEqual(await whole());
    });
    it('of itself when a newer build starts, and not again by the build that failed', async () => {
      let folds = 0;
      const counting = {
        ...failing,
        on: { ...failing.on, JarEmptied: (jar: Jar | null) => (folds++, failing.on.JarEmptied as (jar: Jar | null) => Jar)(jar) },
      };
      await cellar.projector({ projection: counting }).catchUp();
      expect(folds).toBe(0);
      await cellar.projector({ projection: counting, build: 'two' }).catchUp();
      expect([folds, (await parked()).map(({ build }) => build)]).toEqual([2, ['two', 'two']]);
      await cellar.projector({ build: 'three' }).catchUp();
      expect(await cellar.contents(first)).toEqual(await whole());
    });
    it('as far as it can be folded, and stays parked there', async () => {
      const later = { ...jars, on: { ...jars.on, JarBroken: () => raise('no broom') } };
      expect(await cellar.projector({ projection: later, build: 'two' }).retryParked()).toEqual([park(4, 'Error: no broom', 'two')]);
      expect(await parked()).toEqual([park(4, 'Error: no broom', 'two')]);
      expect((await cellar.contents(first)).documents['jar-1']?.grams).toBe(200);
    });
    it('once, also when two drain it at the same time or the live projector goes on meanwhile', async () => {
      await cellar.tell('jar-1', 'JarFilled');
      await cellar.tell('jar-2', 'JarFilled');
      await Promise.all([cellar.projector().retryParked(), cellar.projector().retryParked(), cellar.projector().catchUp()]);
      await cellar.projector().retryParked();
      const rows = (await cellar.contents(first)).rows.length;
      const { completeness, content } = await cellar.store.digests(first);
      const rebuilt = await cellar.projector().rebuild();
      expect([rows, rebuilt.digests.completeness, rebuilt.digests.content]).toEqual([10, completeness, content]);
    });
    it('in parts when very many events wait', async () => {
      for (let n = 0; n < 1_200; n += 1) await cellar.tell('jar-1', 'JarFilled');
      await cellar.projector({ projection: failing }).catchUp();
      let applied = 0;
      const apply = cellar.store.apply.bind(cellar.store);
      jest.spyOn(cellar.store, 'apply').mockImplementation((batch) => (applied++, apply(batch)));
      await cellar.projector().retryParked();
      expect([applied, (await cellar.contents(first)).documents['jar-1']?.grams]).toEqual([4, 120_000]);
    });
  });
});

const raise = (message: string): never => {
  throw new Error(message);
};
