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
});
