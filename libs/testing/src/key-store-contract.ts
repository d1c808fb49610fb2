import type { Instant } from '@redress/kernel';
import { type ApiKey, KeyDestroyed, type KeyStore } from '@redress/sealing';

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
  });
