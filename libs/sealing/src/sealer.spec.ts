import vectors from '../../../test/golden/vectors.json';
import { contentHash, InMemoryKeyStore, lookupHash, openWith, type Place, placeOf, requestOf, Sealer, valueHash } from '.';

const { sealed, hmac, content } = vectors;
const key = Buffer.from(sealed.streamKey, 'hex');
const place = (part: Place['part']): Place => ({ type: 'ComplaintReceived', schema: 1, part });

describe('sealing', () => {
  it.each(['brief', 'personal'] as const)('writes and opens %s as the vectors say', (part) => {
    const sealer = new Sealer(new InMemoryKeyStore(), () => Buffer.from(sealed.nonce, 'hex'));
    const value = JSON.parse(sealed[part].plaintext) as object;
    expect(sealer.sealWith(key, sealed.stream, place(part), value)).toBe(sealed[part].text);
    expect(openWith(key, sealed.stream, sealed[part].text)).toEqual(value);
  });
  it('opens what it sealed, under the stream it sealed it for', async () => {
    const sealer = new Sealer(new InMemoryKeyStore());
    const text = await sealer.seal('a', place('brief'), { summary: 'شکایت' });
    expect([placeOf(text), await sealer.open('a', text)]).toEqual([place('brief'), { summary: 'شکایت' }]);
  });
  it('never writes the same text twice', async () => {
    const sealer = new Sealer(new InMemoryKeyStore());
    const [one, other] = [await sealer.seal('a', place('brief'), {}), await sealer.seal('a', place('brief'), {})];
    expect(one).not.toBe(other);
  });
  it('answers sealed once the key is destroyed', async () => {
    const keys = new InMemoryKeyStore();
    const sealer = new Sealer(keys);
    const text = await sealer.seal('a', place('brief'), { summary: 'x' });
    await keys.destroy('a', '2026-05-03T08:00:00.000Z');
    expect(await sealer.open('a', text)).toBe('sealed');
  });
  it('opens nothing under the name of another stream', () => expect(() => openWith(key, 'complaint-2', sealed.brief.text)).toThrow());
  it('opens nothing as another part', () =>
    expect(() => openWith(key, sealed.stream, sealed.brief.text.replace(':brief:', ':personal:'))).toThrow());
  it.each([40, -1])('opens nothing that was changed at %i', (at) => {
    const index = at < 0 ? sealed.brief.text.length - 4 : at;
    const other = sealed.brief.text[index] === 'A' ? 'B' : 'A';
    expect(() => openWith(key, sealed.stream, sealed.brief.text.slice(0, index) + other + sealed.brief.text.slice(index + 1))).toThrow();
  });
  it('names the stream of a string it does not know the form of, and not the string', () =>
    expect(() => openWith(key, 'complaint-1', 's2:secret')).toThrow(
      'complaint-1 holds a sealed string of an unknown form; verify the stream.',
    ));
});

describe('keyed hashes', () => {
  const lookupKey = Buffer.from(hmac.lookupKey, 'hex');
  it('of a request are those of the vectors', () => {
    const [, command, number, body] = hmac.request.parts as [string, string, string, string];
    expect(requestOf(key, command, number, body)).toBe(hmac.request.hex);
  });
  it('of a value are those of the vectors', () => expect(valueHash(key, hmac.value.parts[1]!)).toBe(hmac.value.hex));
  it.each([
    ['email', 'leyla@example.org', hmac.lookupEmail.hex],
    ['email', ' Leyla@Example.ORG ', hmac.lookupEmail.hex],
    ['phone', '+994501234567', hmac.lookupPhone.hex],
    ['phone', '+994 (50) 123-45-67', hmac.lookupPhone.hex],
  ] as const)('of a look-up by %s %j are those of the vectors', (kind, value, hex) => expect(lookupHash(lookupKey, kind, value)).toBe(hex));
  it('tell an order number from an e-mail', () =>
    expect(lookupHash(lookupKey, 'order', 'x')).not.toBe(lookupHash(lookupKey, 'email', 'x')));
  it('take one letter in both Unicode forms for the same', () =>
    expect(lookupHash(lookupKey, 'email', 'jose\u0301@example.org')).toBe(lookupHash(lookupKey, 'email', 'jos\u00e9@example.org')));
  it('of a text that went out are those of the vectors', () =>
    expect(contentHash(Buffer.from(content.salt, 'hex'), content.text)).toBe(content.hex));
});
