import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { BareConnection } from '../bare-connection.spec-support';
import { canary } from './asked.spec-support';
import type { HttpAnswer } from './http-client.spec-support';

/** Bytes on a bare connection. */
export interface Raw {
  readonly what: string;
  readonly bytes: Buffer;
  /** Where the bytes are cut: each piece is sent in a turn of its own. */
  readonly cuts: readonly number[];
  /** `waits` for the server to end the connection, which every whole request asks for; `finishes` sending; `breaks` the connection. */
  readonly then: 'waits' | 'finishes' | 'breaks';
}

const note = '{"text":"Called back."}';
const head = (line: string, ...headers: readonly string[]): string => `${[line, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`;
const json = 'Content-Type: application/json';
const close = 'Connection: close';

/** Requests that a server meets on the open internet, and no client of ours sends. `key` is one that is right. */
export const rawOf = (key: string, number: string): fc.Arbitrary<Raw> => {
  const authorized = `Authorization: Bearer ${key}`;
  const path = `/complaints/${number}/add-note`;
  const post = (body: string, ...headers: readonly string[]): string => head(`POST ${path} HTTP/1.1`, authorized, json, ...headers) + body;
  const sized = (body: string, ...headers: readonly string[]): string =>
    post(body, `Content-Length: ${Buffer.byteLength(body)}`, ...headers);
  const live = (...headers: readonly string[]): string => head('GET /health/live HTTP/1.1', ...headers);

  const whole: Readonly<Record<string, string | Buffer>> = {
    'a request': sized(note, close),
    chunks: post(`5\r\n{"tex\r\n${(note.length - 5).toString(16)}\r\n${note.slice(5)}\r\n0\r\n\r\n`, 'Transfer-Encoding: chunked', close),
    'pipelined requests': live() + sized(note) + live() + live(close),
    'a refusal in a pipeline': head('GET /nowhere HTTP/1.1') + sized('{') + live(close),
    'bytes that are not UTF-8 in a body': Buffer.concat([
      Buffer.from(post('', `Content-Length: 14`, close)),
      Buffer.from('{"text":"', 'latin1'),
      Buffer.from([0xff, 0xfe, 0xc0]),
      Buffer.from('"}'),
    ]),
    'a byte order mark': sized(`\ufeff${note}`, close),
    'a key twice': sized('{"text":"a","text":"b"}', close),
    __proto__: sized('{"text":"a","__proto__":{"role":"admin"}}', close),
    'a deep body': sized('['.repeat(20_000), close),
    'NUL in a text': sized('{"text":"\\u0000"}', close),
    'NUL as itself': sized('{"text":"\0"}', close),
    'another media type': sized(note, close).replace('application/json', 'text/xml'),
    'no media type': sized(note, close).replace(`${json}\r\n`, ''),
    'two media types': sized(note, 'Content-Type: text/plain', close),
    'a form': sized('a=1', close).replace('application/json', 'application/x-www-form-urlencoded'),
    'a compressed body': sized(note, 'Content-Encoding: gzip', close),
    'a body that is waited for': sized(note, 'Expect: 100-continue', close),
    'another expectation': sized(note, `Expect: ${canary}`, close),
    'a body of a read': head('GET /queues HTTP/1.1', authorized, json, 'Content-Length: 2', close) + '{}',
    'a path with a host': head('GET http://elsewhere.example/health/live HTTP/1.1', close),
    'the path *': head('OPTIONS * HTTP/1.1', close),
    'a path of slashes': head('GET //health//live HTTP/1.1', close),
    'a path upwards': head('GET /docs/../health/live HTTP/1.1', close),
    'a long path': head(`GET /${'a'.repeat(8_000)} HTTP/1.1`, close),
    'a long query': head(`GET /queues?team=${'a'.repeat(8_000)} HTTP/1.1`, authorized, close),
    'a broken escape': head('GET /complaints/%zz HTTP/1.1', authorized, close),
    'two keys': sized(note, 'Authorization: Bearer x', close),
    'another scheme': live('Authorization: Basic YTpi', close),
    'HTTP/1.0': 'GET /health/live HTTP/1.0\r\n\r\n',
    'an upgrade': live('Upgrade: websocket', 'Connection: Upgrade, close'),
    TRACE: head('TRACE /health/live HTTP/1.1', close),
    'many headers': live(...Array.from({ length: 300 }, (_, n) => `X-${n}: a`), close),
    'a line break before it': `\r\n\r\n${live(close)}`,
  };
  const malformed: Readonly<Record<string, string | Buffer>> = {
    garbage: 'hello\r\n\r\n',
    TLS: Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
    'HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'an unknown method': head('BREW /coffee HTTP/1.1'),
    CONNECT: head('CONNECT elsewhere.example:443 HTTP/1.1'),
    'an unknown version': head('GET /health/live HTTP/9.9'),
    'huge headers': live(`X: ${'x'.repeat(20_000)}`),
    'a header without a name': live(': a'),
    'a folded header': live('X: a\r\n b'),
    'NUL in a header': live('X: a\0b'),
    'a bare line break in a header': live('X: a\nY: b'),
    'no host': 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n',
    'two hosts': live('Host: elsewhere.example'),
    'two lengths': sized(note, 'Content-Length: 5'),
    'a length below nothing': post(note, 'Content-Length: -1'),
    'a length that is no number': post(note, 'Content-Length: many'),
    'length and chunks': sized('0\r\n\r\n', 'Transfer-Encoding: chunked'),
    'a broken chunk': post('zz\r\nabc\r\n', 'Transfer-Encoding: chunked'),
    'a body that ends too soon': post(note, `Content-Length: ${note.length + 10}`),
    'half a request': sized(note).slice(0, 60),
    'bytes that are not UTF-8 in a path': Buffer.from('GET /\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 'latin1'),
  };
  const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 3 }).map((places) => places.sort((a, b) => a - b));
  const of = (cases: Readonly<Record<string, string | Buffer>>, then: Raw['then']): fc.Arbitrary<Raw> =>
    fc.record({ of: fc.constantFrom(...Object.entries(cases)), cuts }).map(({ of: [what, bytes], cuts }) => ({
      what,
      bytes: Buffer.from(bytes as string),
      cuts,
      then,
    }));
  const anyBytes = fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }), cuts }).map(({ bytes, cuts }) => ({
    what: 'any bytes',
    bytes: Buffer.from(bytes),
    cuts,
    then: 'finishes' as const,
  }));
  /** A whole request with some bytes changed. */
  const spoiled = fc
    .record({
      of: fc.constantFrom(...Object.values(whole)),
      cuts,
      changes: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
    })
    .map(({ of, cuts, changes }) => {
      const bytes = Buffer.from(of as string);
      for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
      return { what: 'a spoiled request', bytes, cuts, then: 'finishes' as const };
    });
  return fc.oneof(
    { weight: 4, arbitrary: of(whole, 'waits') },
    { weight: 3, arbitrary: of(malformed, 'finishes') },
    { weight: 1, arbitrary: of(whole, 'breaks') },
    { weight: 1, arbitrary: anyBytes },
    { weight: 2, arbitrary: spoiled },
  );
};

/** Everything that was answered before the connection ended. */
export const answersTo = async (url: string, { bytes, cuts, then }: Raw): Promise<readonly HttpAnswer[]> => {
  const connection = await BareConnection.to(url);
  let sent = 0;
  for (const cut of [...cuts, bytes.length]) {
    if (cut > sent) connection.send(bytes.subarray(sent, cut));
    sent = Math.max(sent, Math.min(cut, bytes.length));
    await nextTurn();
  }
  if (then === 'finishes') connection.finish();
  if (then === 'breaks') connection.break();
  await connection.ended;
  return then === 'breaks' ? [] : answersIn(connection.received);
};

/** Throws where what came back is no HTTP. */
const answersIn = (received: string): readonly HttpAnswer[] => {
  const answers: HttpAnswer[] = [];
  for (let rest = received; rest !== '';) {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
    if (end < 0 || Number.isNaN(status)) throw new Error(`This is no HTTP answer: ${rest.slice(0, 200)}`);
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const text = Buffer.from(rest.slice(end + 4, end + 4 + length), 'latin1').toString();
    if (status >= 200) answers.push({ status, headers, text });
    rest = rest.slice(end + 4 + (status >= 200 ? length : 0));
  }
  return answers;
};
