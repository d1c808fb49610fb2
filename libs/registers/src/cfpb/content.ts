import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { NotARegister } from '../not-a-register';

/** The bytes end here although the file says there are more. */
export interface CutShort {
  readonly cutShort: string;
}
export type Content = AsyncGenerator<Buffer | CutShort, void, undefined>;

/**
 * The text bytes of a file or stream, unpacked when they are gzip, whatever the name says. What could be unpacked before a damage is
 * given, then CutShort as the last item. Throws NotARegister for other archives and for a file that cannot be opened.
 */
export async function* contentOf(source: string | Readable): Content {
  const bytes = bytesOf(source);
  try {
    const head = await firstBytes(bytes, 4);
    refuseArchive(head);
    yield* isGzip(head) ? gunzipped(again(head, bytes)) : again(head, bytes);
  } finally {
    await bytes.return();
  }
}

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;

const refuseArchive = (head: Buffer): void => {
  if (head.toString('latin1').startsWith('PK\x03\x04')) {
    throw new NotARegister(
      'This is a ZIP archive or an Excel workbook; import the .csv that is in it, or save the workbook as "CSV UTF-8".',
    );
  }
  if (head.length > 1 && (head.readUInt16BE(0) === 0xfffe || head.readUInt16BE(0) === 0xfeff)) {
    throw new NotARegister('This text is UTF-16; save it as "CSV UTF-8" and import that.');
  }
};

async function* bytesOf(source: string | Readable): AsyncGenerator<Buffer, void, undefined> {
  const stream = typeof source === 'string' ? createReadStream(source) : source;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer | string>) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw typeof source === 'string' ? asNotFound(error) : error;
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file; check its name and folder.',
  EISDIR: 'This is a folder; name the file in it.',
  EACCES: 'The file may not be read; check its permissions.',
};
const asNotFound = (error: unknown): unknown => {
  const sentence = sentences[(error as NodeJS.ErrnoException).code ?? ''];
  return sentence === undefined ? error : new NotARegister(sentence, { cause: error });
};

const firstBytes = async (bytes: AsyncGenerator<Buffer, void, undefined>, count: number): Promise<Buffer> => {
  let head = Buffer.alloc(0);
  while (head.length < count) {
    const next = await bytes.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
};

async function* again(head: Buffer, rest: AsyncGenerator<Buffer, void, undefined>): AsyncGenerator<Buffer, void, undefined> {
  if (head.length > 0) yield head;
  yield* rest;
}

/** gzip unpacks a byte to at most about a thousand, so that a slice never becomes more than 16 MiB in memory. */
const slice = 16_384;

/**
 * Written to slice by slice and emptied after each: a pipe or an iterator over the unpacker would throw away what was already unpacked
 * when the file turns out to be cut short. It answers a write or with its end, since it takes nothing more once zeros follow the last member.
 */
async function* gunzipped(packed: AsyncIterable<Buffer>): Content {
  const gunzip = createGunzip();
  const unpacked: Buffer[] = [];
  const failed: Error[] = [];
  const over = new Promise((settle) => gunzip.once('end', settle).once('error', settle));
  gunzip.on('data', (bytes: Buffer) => unpacked.push(bytes)).on('error', (error) => failed.push(error));
  try {
    for await (const bytes of packed) {
      for (let from = 0; from < bytes.length && gunzip.readable; from += slice) {
        await Promise.race([over, new Promise((written) => gunzip.write(bytes.subarray(from, from + slice), written))]);
        yield* unpacked.splice(0);
      }
    }
    gunzip.end();
    await over;
    yield* unpacked.splice(0);
    if (failed.length > 0)
      yield { cutShort: 'The gzip file is damaged or cut short here. This row and all after it could not be read; fetch the file again.' };
  } finally {
    gunzip.destroy();
  }
}
