import fc from 'fast-check';
import { RequestRefused } from '../problems/problem';
import { readJson } from './json-reader';

const codeOf = (body: string | Buffer): string => {
  try {
    readJson(Buffer.from(body as string));
    return 'read';
  } catch (error) {
    return error instanceof RequestRefused ? error.faults[0].code : 'another error';
  }
};

describe('a JSON body', () => {
  it('is read as JSON.parse reads it', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('__proto__') && !/\\u0000|\\ud[89a-f]/.test(text));
        expect(readJson(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
    ));
  it('may begin with a byte order mark', () => expect(readJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 }));
  it('may hold brackets, colons, quotes and escapes inside its texts', () =>
    expect(readJson(Buffer.from('{"a":"[[[[[[[[[[[[[[[[[[[[{\\"x\\":1,\\"x\\":2}\\\\","b":"\\u00e9"}'))).toEqual({
      a: '[[[[[[[[[[[[[[[[[[[[{"x":1,"x":2}\\',
      b: 'é',
    }));

  it.each([
    ['twice in one object', '{"a":1,"a":2}', 'body.duplicate-key'],
    ['twice, once escaped', '{"a":1,"\\u0061":2}', 'body.duplicate-key'],
    ['twice in a nested object', '{"b":[{"a":1,"a":1}]}', 'body.duplicate-key'],
    ['in two objects', '{"a":{"a":1},"b":{"a":1}}', 'read'],
    ['__proto__', '{"__proto__":{"admin":true}}', 'body.forbidden-key'],
    ['__proto__, escaped and nested', '{"a":[{"__pr\\u006fto__":1}]}', 'body.forbidden-key'],
    ['constructor, which is no danger here and unknown everywhere', '{"constructor":{"prototype":1}}', 'read'],
  ])('with a key that stands %s', (_name, body, code) => expect(codeOf(body)).toBe(code));

  it.each([
    ['NUL in a text', '{"a":"x\\u0000"}', 'body.not-text'],
    ['half a character', '{"a":["\\ud800"]}', 'body.not-text'],
    ['a whole character of two halves', '{"a":"\\ud83d\\ude00"}', 'read'],
    ['a bare NUL', '{"a":"\0"}', 'body.not-json'],
    ['nothing', '', 'body.missing'],
    ['white space', ' \r\n\t', 'body.missing'],
    ['a trailing comma', '{"a":1,}', 'body.not-json'],
    ['an open text', '{"a":"', 'body.not-json'],
    ['half an escape', '"\\u12', 'body.not-json'],
    ['two values', '{}{}', 'body.not-json'],
    ['sixteen levels', '['.repeat(16) + ']'.repeat(16), 'read'],
    ['seventeen levels', '['.repeat(17) + ']'.repeat(17), 'body.too-deep'],
    ['thirty thousand levels', '{"a":'.repeat(10_000), 'body.too-deep'],
  ])('with %s', (_name, body, code) => expect(codeOf(body)).toBe(code));

  it.each([
    ['a byte that begins nothing', [0x22, 0xff, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00]],
  ])('that is not UTF-8 (%s)', (_name, bytes) => expect(codeOf(Buffer.from(bytes))).toBe('body.not-utf-8'));

  it('is never quoted in a refusal', () =>
    fc.assert(
      fc.property(fc.constantFrom('{"Zahra":', '{"Zahra":1,"Zahra":2}', '{"a":"Zahra\\u0000"}', '"Zahra" x'), (body) => {
        let message = '';
        try {
          readJson(Buffer.from(body));
        } catch (error) {
          message = JSON.stringify(error) + String(error);
        }
        expect([message !== '', message.includes('Zahra')]).toEqual([true, false]);
      }),
    ));
});
