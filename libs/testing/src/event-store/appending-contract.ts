import { limits, type NewEvent, RevisionConflict, TooLarge } from '@redress/event-store';
import { event, eventOf, events, numbersOf, type StoreUnderTest } from './store-under-test';

/** What an append keeps, answers and refuses. */
export const appendingContract = (on: StoreUnderTest): void => {
  describe('appending', () => {
    it('numbers revisions from zero and hands out the exact texts', async () => {
      const [a, b] = [event({ text: 'şikayət / شکایت / 😀 \u2028 \ud800' }), event({}, 'SomethingElse')];
      const first = await on.store.append(on.stream, [a], 'no-stream');
      const second = await on.store.append(on.stream, [b], 0);
      expect([first.revision, second.revision]).toEqual([0, 1]);
      expect(await on.readAll()).toEqual([
        { ...a, stream: on.stream, revision: 0, position: first.position },
        { ...b, stream: on.stream, revision: 1, position: second.position },
      ]);
    });
    it('answers where the last of several events stands', async () => {
      const { revision, position } = await on.store.append(on.stream, events(3), 'no-stream');
      expect([revision, (await on.store.last(on.stream))?.position]).toEqual([2, position]);
    });
    it('refuses a second creation', async () => {
      await on.store.append(on.stream, events(1), 'no-stream');
      await expect(on.store.append(on.stream, events(1), 'no-stream')).rejects.toMatchObject({
        name: 'RevisionConflict',
        expected: 'no-stream',
        actual: 0,
      });
    });
    it('refuses a revision that is stale, ahead, or of no stream, and stores nothing', async () => {
      await on.store.append(on.stream, events(2), 'no-stream');
      await expect(on.store.append(on.stream, events(1), 0)).rejects.toMatchObject({
        name: 'RevisionConflict',
        stream: on.stream,
        expected: 0,
        actual: 1,
      });
      await expect(on.store.append(on.stream, events(1), 2)).rejects.toMatchObject({ name: 'RevisionConflict', expected: 2, actual: 1 });
      await expect(on.store.append(`${on.stream}-none`, events(1), 0)).rejects.toMatchObject({
        name: 'RevisionConflict',
        expected: 0,
        actual: 'no-stream',
      });
      expect([(await on.readAll()).length, await on.readAll(`${on.stream}-none`)]).toEqual([2, []]);
    });
    it('lets exactly one of many racing writers win, and the others see a conflict', async () => {
      await on.store.append(on.stream, events(1), 'no-stream');
      const other = await on.another();
      const race = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => (n % 2 ? on.store : other).append(on.stream, events(2), 0)),
      );
      const lost = race
        .filter((each): each is PromiseRejectedResult => each.status === 'rejected')
        .map(({ reason }) => reason instanceof RevisionConflict);
      expect(lost).toEqual(Array.from({ length: 19 }, () => true));
      expect((await on.readAll()).length).toBe(3);
    });
    it('stores appends that were asked for one after the other, each at the revision the one before leaves', async () => {
      await Promise.all([0, 1, 2, 3, 4].map((n) => on.store.append(on.stream, [event({ n })], n === 0 ? 'no-stream' : n - 1)));
      expect(numbersOf(await on.readAll())).toEqual([0, 1, 2, 3, 4]);
    });
    it('harms no append of another stream by the conflict of one', async () => {
      await on.store.append(on.stream, events(1), 'no-stream');
      const asked = ['a', 'b'].map((each) => on.store.append(`${on.stream}-${each}`, events(1), 'no-stream'));
      const conflict = on.store.append(on.stream, events(1), 'no-stream');
      await expect(conflict).rejects.toThrow(RevisionConflict);
      expect((await Promise.all(asked)).map(({ revision }) => revision)).toEqual([0, 0]);
    });
  });

  describe('the same append again', () => {
    it('answers its first outcome and stores nothing, also when the stream has grown since', async () => {
      const sent = events(2);
      const first = await on.store.append(on.stream, sent, 'no-stream');
      await on.store.append(on.stream, events(1), 1);
      expect([await on.store.append(on.stream, sent, 'no-stream'), (await on.readAll()).length]).toEqual([first, 3]);
    });
    it('happens once when it is sent many times at once', async () => {
      await on.store.append(on.stream, events(1), 'no-stream');
      const other = await on.another();
      const sent = events(2);
      const [first, ...others] = await Promise.all([on.store, other, on.store, other].map((each) => each.append(on.stream, sent, 0)));
      expect([others, (await on.readAll()).length]).toEqual([[first, first, first], 3]);
    });
    it('is a conflict when only some of its events are the stored ones', async () => {
      const [a, b] = [event(), event()];
      await on.store.append(on.stream, [a, b], 'no-stream');
      await expect(on.store.append(on.stream, [a, event()], 'no-stream')).rejects.toThrow(RevisionConflict);
      await expect(on.store.append(on.stream, [a, b, event()], 'no-stream')).rejects.toThrow(RevisionConflict);
      await expect(on.store.append(on.stream, [b], 'no-stream')).rejects.toThrow(RevisionConflict);
      expect((await on.readAll()).length).toBe(2);
    });
  });

  describe('the limits', () => {
    it('take an event of 128 KiB and refuse one of a byte more', async () => {
      const largest = eventOf(limits.event);
      await expect(on.store.append(on.stream, [eventOf(limits.event + 1)], 'no-stream')).rejects.toThrow(TooLarge);
      await on.store.append(on.stream, [largest], 'no-stream');
      expect((await on.readAll()).map(({ data }) => data)).toEqual([largest.data]);
    });
    it('take an append of 1,000,000 bytes and refuse one of a byte more', async () => {
      const metadataBytes = event().metadata.length;
      const append = (bytes: number): NewEvent[] =>
        Array.from({ length: 8 }, (_, n) => eventOf(n < 7 ? 125_000 - metadataBytes : bytes - 875_000 - metadataBytes));
      await expect(on.store.append(on.stream, append(1_000_001), 'no-stream')).rejects.toThrow(TooLarge);
      expect((await on.store.append(on.stream, append(1_000_000), 'no-stream')).revision).toBe(7);
    });
    it('refuse an append of nothing', () => expect(on.store.append(on.stream, [], 'no-stream')).rejects.toThrow('Nothing to append'));
  });
};
