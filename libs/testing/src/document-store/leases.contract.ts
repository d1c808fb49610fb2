import type { DocumentStore, Lease } from '@redress/projections';
import type { OpenDocumentStore } from './opened';

const desk = 'desk@1';

/** Who tries to keep a read model current: one at a time, and whoever acts on what is no longer so is refused. */
export const leasePromises = (open: OpenDocumentStore): void => {
  let store: DocumentStore;
  let second: DocumentStore;
  let close: () => Promise<void>;
  beforeEach(async () => ({ store, second, close } = await open()));
  afterEach(() => close());

  const both = (seen: Lease | null): Promise<readonly (Lease | null)[]> =>
    Promise.all([store.takeLease(desk, seen, 'one'), second.takeLease(desk, seen, 'two')]);
  const winners = (taken: readonly (Lease | null)[]): readonly Lease[] => taken.filter((each) => each !== null);

  it('is there once somebody took it, and another process sees who', async () => {
    expect(await store.lease(desk)).toBe(null);
    expect(await store.takeLease(desk, null, 'one')).toEqual({ holder: 'one', beat: 1 });
    expect(await second.lease(desk)).toEqual({ holder: 'one', beat: 1 });
  });
  it('is taken by one of two that find none', async () => {
    const won = winners(await both(null));
    expect(won).toEqual([await store.lease(desk)]);
  });
  it('is taken by one of two that saw the same, each time', async () => {
    let seen = await store.takeLease(desk, null, 'three');
    for (let time = 2; time < 12; time += 1) {
      const won = winners(await both(seen));
      seen = await store.lease(desk);
      expect([won, seen?.beat]).toEqual([[seen], time]);
    }
  });
  it('is refused to whoever saw an older beat, another holder or none, and stays as it is', async () => {
    const first = await store.takeLease(desk, null, 'one');
    const now = await store.takeLease(desk, first, 'one');
    for (const stale of [null, first, { holder: 'two', beat: 2 }, { holder: null, beat: 2 }]) {
      expect(await second.takeLease(desk, stale, 'two')).toBe(null);
    }
    expect(await store.lease(desk)).toEqual(now);
  });
  it('is given back, and taken at once by another, under a beat that its old holder does not know', async () => {
    const held = await store.takeLease(desk, null, 'one');
    const free = await store.takeLease(desk, held, null);
    expect(free).toEqual({ holder: null, beat: 2 });
    expect(await second.takeLease(desk, free, 'two')).toEqual({ holder: 'two', beat: 3 });
    expect([await store.takeLease(desk, held, 'one'), await store.takeLease(desk, free, 'one')]).toEqual([null, null]);
  });
  it('is that of one version of one read model', async () => {
    await store.takeLease(desk, null, 'one');
    expect([await store.lease('desk@2'), await second.takeLease('desk@2', null, 'two')]).toEqual([null, { holder: 'two', beat: 1 }]);
  });
};
