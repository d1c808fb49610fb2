import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import vectors from '../../../test/golden/vectors.json';
import { canonical, frame, hmacOf, sha256, sha256Of, sum256, uuidOf } from '.';

const { ids, digests, hmac } = vectors;
const jcs = join(__dirname, '../../../test/golden/jcs');

describe('the written bytes', () => {
  it.each(vectors.frame)('frame $parts', ({ parts, hex }) => expect(frame(parts).toString('hex')).toBe(hex));
  it('frame whatever its length and letters, each time anew', () => {
    const parts = ['ü😀\ud800', 'x'.repeat(100_000), ''];
    const framed = frame(parts);
    const bytes = parts.map((part) => Buffer.from(part));
    const lengths = bytes.map(({ length }) => Buffer.from(length.toString(16).padStart(16, '0'), 'hex'));
    expect(sha256Of(['x'])).toBe(sha256(frame(['x'])));
    expect(framed.equals(Buffer.concat(bytes.flatMap((part, n) => [lengths[n]!, part])))).toBe(true);
  });
  it.each([ids.commandId, ids.eventId, ids.staffId, ids.importCommand])('name by UUIDv5 $parts', ({ parts, uuid }) =>
    expect(uuidOf(...parts)).toBe(uuid),
  );
  it.each([hmac.lookupEmail, hmac.lookupPhone])('key $parts', ({ parts, hex }) =>
    expect(hmacOf(Buffer.from(hmac.lookupKey, 'hex'), ...parts)).toBe(hex),
  );
  it('sum digests whatever the order', () => {
    const { eventIds, hex } = digests.completeness;
    expect([sum256(eventIds.map(sha256)), sum256([...eventIds].reverse().map(sha256))]).toEqual([hex, hex]);
    expect(sum256(digests.content.entries.map((entry) => sha256(frame(entry))))).toBe(digests.content.hex);
  });
  // Published vectors of RFC 8785 (cyberphone/json-canonicalization, Apache-2.0).
  it.each(readdirSync(join(jcs, 'input')))('write %s as RFC 8785 says', (name) =>
    expect(canonical(JSON.parse(readFileSync(join(jcs, 'input', name), 'utf8')) as object)).toBe(
      readFileSync(join(jcs, 'output', name), 'utf8').trim(),
    ),
  );
  it('write any JSON as another implementation does, whatever was written before', () => {
    const names = fc.oneof(fc.constantFrom('', 'a', 'b', 'a\0b', 'b\0c', '__proto__', '10', '9', 'é'), fc.string());
    const json = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(true, false, null, undefined, -0, 1e21, 5e-324, '\ud800'),
        fc.array(tie('value')),
        fc.dictionary(names, tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(names, json), (value) => expect(canonical(value)).toBe(canonicalize(value))),
      { numRuns: 1_000 },
    );
  });
  it('write no value that JSON cannot write', () => {
    for (const number of [NaN, Infinity, -Infinity]) expect(() => canonical({ number })).toThrow(RangeError);
    for (const other of [1n, Symbol('s'), () => 1]) expect(() => canonical({ other })).toThrow(TypeError);
    expect(canonical({ at: new Date(0), list: [undefined] })).toBe('{"at":"1970-01-01T00:00:00.000Z","list":[null]}');
  });
});
