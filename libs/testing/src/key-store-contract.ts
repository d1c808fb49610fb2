import type { Instant } from '@redress/kernel';
import { type ApiKey, KeyDestroyed, type Kept, type KeyStore, OtherKeyStored } from '@redress/sealing';

const may = '2026-05-03T08:00:00.000Z' as Instant;
const june = '2026-06-03T08:00:00.000Z' as Instant;
const apiKey = (name: string): ApiKey => ({
  sha256: name.repeat(64).slice(0, 64),
  prefix: `rd_${name}`,
  actor: { id: `staff-${name}`, role: 'agent' },
  createdAt: may,
  expiresAt: null,
  revokedAt: null,
});

/** The promises every key store keeps; run it against each adapter. `open` hands out an empty one. */
export const keyStoreContract = (name: string, open: () => Promise<KeyStore>): void =>
  describe(`${name} keeps the KeyStore contract`, () => {
    let keys: KeyStore;
    beforeEach(async () => {
      keys = await open();
    });
    afterEach(() => keys.close());

    describe('the keys of streams', () => {
      it('are 32 bytes and the same for ever', async () => {
        const key = await keys.keyOf('a');
        expect([key.length, await keys.keyOf('a'), await keys.find('a')]).toEqual([32, key, key]);
      });
      it('differ from stream to stream', async () => expect(await keys.keyOf('a')).not.toEqual(await keys.keyOf('b')));
      it('are the same for all that ask at once', async () => {
        const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => keys.keyOf('a')));
        expect(others).toEqual(Array.from({ length: 19 }, () => first));
      });
      it('are handed out many at a time, in the order of the streams', async () => {
        const b = await keys.keyOf('b');
        await keys.destroy('c', may);
        const found = await keys.keysOf(['a', 'b', 'c', 'a']);
        expect(found).toEqual([await keys.find('a'), b, 'destroyed', found[0]]);
      });
      it('are not made by looking', async () => expect([await keys.find('a'), await keys.find('a')]).toEqual(['none', 'none']));
    });

    describe('destroying a key', () => {
      it('leaves a tombstone that refuses new keys and says so', async () => {
        await keys.keyOf('a');
        await keys.destroy('a', may);
        expect(await keys.find('a')).toBe('destroyed');
        await expect(keys.keyOf('a')).rejects.toThrow(KeyDestroyed);
        expect(await keys.keysOf(['a'])).toEqual(['destroyed']);
      });
      it('leaves the keys of others alone', async () => {
        const b = await keys.keyOf('b');
        await keys.destroy('a', may);
        expect(await keys.find('b')).toEqual(b);
      });
      it('keeps the first date when it is asked twice', async () => {
        await keys.destroy('a', may);
        await keys.destroy('a', june);
        expect(await keys.tombstones()).toEqual([{ stream: 'a', destroyedAt: may }]);
      });
      it('works where there never was a key, so that a restore can repeat it', async () => {
        await keys.destroy('never', june);
        expect([await keys.find('never'), await keys.tombstones()]).toEqual(['destroyed', [{ stream: 'never', destroyedAt: june }]]);
      });
      it('refuses whoever asks for the key at the same moment or gives the old one', async () => {
        const asked = keys.keyOf('a');
        await keys.destroy('a', may);
        const outcome = await asked.then(
          (key) => key.length,
          (error: unknown) => error instanceof KeyDestroyed,
        );
        expect([true, 32]).toContain(outcome);
        expect(await keys.find('a')).toBe('destroyed');
      });
    });

    describe('the look-ups', () => {
      it('use one key for the whole register', async () => {
        const key = await keys.lookupKey();
        expect([key.length, await keys.lookupKey()]).toEqual([32, key]);
      });
      it('find the streams under a hash, oldest first, each once', async () => {
        await keys.addLookups([
          { hash: 'h1', stream: 'b' },
          { hash: 'h2', stream: 'b' },
        ]);
        await keys.addLookups([
          { hash: 'h1', stream: 'a' },
          { hash: 'h1', stream: 'b' },
        ]);
        expect([await keys.findStreams('h1'), await keys.findStreams('h2'), await keys.findStreams('h3')]).toEqual([['b', 'a'], ['b'], []]);
      });
      it('neither make a key nor prevent one', async () => {
        await keys.addLookups([{ hash: 'h1', stream: 'a' }]);
        expect(await keys.find('a')).toBe('none');
        expect((await keys.keyOf('a')).length).toBe(32);
        expect(await keys.findStreams('h1')).toEqual(['a']);
      });
      it('die with the key of their stream, and only of theirs', async () => {
        await keys.addLookups([
          { hash: 'h1', stream: 'a' },
          { hash: 'h1', stream: 'b' },
        ]);
        await keys.destroy('a', may);
        expect(await keys.findStreams('h1')).toEqual(['b']);
      });
      it('are not added once the key is destroyed', async () => {
        await keys.destroy('a', may);
        await keys.addLookups([{ hash: 'h1', stream: 'a' }]);
        expect(await keys.findStreams('h1')).toEqual([]);
      });
      it('remember up to which position of the log they are written', async () => {
        const before = await keys.lookupsThrough();
        await keys.setLookupsThrough('9007199254740991');
        expect([before, await keys.lookupsThrough()]).toEqual([null, '9007199254740991']);
      });
    });

    describe('the API keys', () => {
      it('are found by their hash and listed in the order they were made', async () => {
        const [b, a] = [apiKey('b'), { ...apiKey('a'), expiresAt: june }];
        await keys.addApiKey(b);
        await keys.addApiKey(a);
        expect([await keys.findApiKey(a.sha256), await keys.findApiKey('0'), await keys.apiKeys()]).toEqual([a, null, [b, a]]);
      });
      it('are revoked by their first characters, once', async () => {
        await keys.addApiKey(apiKey('a'));
        await keys.addApiKey(apiKey('b'));
        expect([
          await keys.revokeApiKey('rd_a', may),
          await keys.revokeApiKey('rd_a', june),
          await keys.revokeApiKey('rd_c', june),
        ]).toEqual([true, true, false]);
        expect((await keys.apiKeys()).map(({ revokedAt }) => revokedAt)).toEqual([may, null]);
      });
    });

    describe('a register that is moved', () => {
      const lookups = [
        { hash: 'h1', stream: 'b' },
        { hash: 'h1', stream: 'a' },
        { hash: 'h2', stream: 'a' },
      ];
      const all = async (store: KeyStore): Promise<Required<Kept>> => {
        const parts: Kept[] = [];
        for await (const part of store.everything()) parts.push(part);
        const [{ tombstones = [], lookupKey, apiKeys = [] }] = parts as [Kept];
        const by = (one: { stream: string; hash?: string }, other: { stream: string; hash?: string }): number =>
          `${one.stream} ${one.hash}` < `${other.stream} ${other.hash}` ? -1 : 1;
        return {
          tombstones,
          lookupKey: lookupKey!,
          apiKeys,
          keys: parts.flatMap(({ keys: some = [] }) => some).sort(by),
          lookups: parts.flatMap(({ lookups: some = [] }) => some).sort(by),
        };
      };
      /** Of another register. */
      const moved: Required<Kept> = {
        tombstones: ['y', 'x'].map((stream) => ({ stream, destroyedAt: may })),
        lookupKey: Buffer.alloc(32, 7),
        apiKeys: [apiKey('b'), { ...apiKey('a'), revokedAt: june }],
        keys: ['a', 'b', 'c'].map((stream, n) => ({ stream, key: Buffer.alloc(32, n + 1) })),
        lookups,
      };

      it('hands out all that it keeps, its tombstones first', async () => {
        await keys.keysOf(['a', 'b']);
        await keys.addLookups(lookups);
        await keys.destroy('y', may);
        await keys.destroy('x', june);
        await keys.addApiKey(apiKey('b'));
        await keys.addApiKey(apiKey('a'));
        const kept = await all(keys);
        expect(kept).toEqual({
          tombstones: [
            { stream: 'y', destroyedAt: may },
            { stream: 'x', destroyedAt: june },
          ],
          lookupKey: await keys.lookupKey(),
          apiKeys: [apiKey('b'), apiKey('a')],
          keys: [
            { stream: 'a', key: await keys.find('a') },
            { stream: 'b', key: await keys.find('b') },
          ],
          lookups: [lookups[1]!, lookups[2]!, lookups[0]!],
        });
      });
      it('is taken as it was, the same again too', async () => {
        await keys.take(moved);
        await keys.take(moved);
        expect(await all(keys)).toEqual({ ...moved, lookups: [lookups[1]!, lookups[2]!, lookups[0]!] });
        expect([await keys.find('b'), await keys.lookupKey(), await keys.findStreams('h1')]).toEqual([
          Buffer.alloc(32, 2),
          Buffer.alloc(32, 7),
          ['b', 'a'],
        ]);
      });
      it('is taken part by part as well as at once', async () => {
        const { keys: some, ...others } = moved;
        await keys.take(others);
        for (const key of some) await keys.take({ keys: [key] });
        expect(await all(keys)).toEqual({ ...moved, lookups: [lookups[1]!, lookups[2]!, lookups[0]!] });
      });
      it('keeps destroyed what was destroyed here', async () => {
        await keys.destroy('a', june);
        await keys.take(moved);
        expect([await keys.find('a'), await keys.findStreams('h2'), (await keys.tombstones())[0]]).toEqual([
          'destroyed',
          [],
          { stream: 'a', destroyedAt: june },
        ]);
      });
      it('destroys here what was destroyed there', async () => {
        await keys.take({ keys: [{ stream: 'x', key: Buffer.alloc(32, 9) }], lookups: [{ hash: 'h3', stream: 'x' }] });
        await keys.take({ tombstones: [{ stream: 'x', destroyedAt: june }] });
        expect([await keys.find('x'), await keys.findStreams('h3'), await keys.tombstones()]).toEqual([
          'destroyed',
          [],
          [{ stream: 'x', destroyedAt: june }],
        ]);
      });
      it('ends here the API keys that were revoked there', async () => {
        await keys.take({ apiKeys: [apiKey('a'), { ...apiKey('b'), revokedAt: may }] });
        await keys.take({
          apiKeys: [
            { ...apiKey('a'), revokedAt: june },
            { ...apiKey('b'), revokedAt: june },
          ],
        });
        expect((await keys.apiKeys()).map(({ revokedAt }) => revokedAt)).toEqual([june, may]);
      });
      it('is refused where another key of a stream stands, which stays', async () => {
        const key = await keys.keyOf('a');
        await expect(keys.take({ keys: moved.keys })).rejects.toThrow(new OtherKeyStored('a'));
        expect(await keys.find('a')).toEqual(key);
      });
      it('is refused where look-ups were made under another key, which stays', async () => {
        const key = await keys.lookupKey();
        await keys.addLookups([{ hash: 'h', stream: 'a' }]);
        await expect(keys.take(moved)).rejects.toThrow(new OtherKeyStored(null));
        expect(await keys.lookupKey()).toEqual(key);
      });
    });
  });
