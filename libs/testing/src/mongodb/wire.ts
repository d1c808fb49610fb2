import { BSON, type Document } from 'mongodb';

/** One command of a driver. The first of a connection may come in the old form, which wants the old form of answer. */
export interface Request {
  readonly id: number;
  readonly isLegacy: boolean;
  readonly wantsAnswer: boolean;
  readonly body: Document;
}

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerBytes = 16;
const moreToCome = 2;

/** Int64 stays what it is: a number would lose digits. */
const asSent = { promoteLongs: false, promoteBuffers: false } as const;

/** Cuts what a connection receives into requests, after the MongoDB wire protocol: OP_MSG, and OP_QUERY for the first hello. */
export class RequestReader {
  private waiting: Buffer = Buffer.alloc(0);

  *take(chunk: Buffer): Generator<Request> {
    this.waiting = this.waiting.length === 0 ? chunk : Buffer.concat([this.waiting, chunk]);
    while (this.waiting.length >= headerBytes && this.waiting.length >= this.waiting.readInt32LE(0)) {
      const message = this.waiting.subarray(0, this.waiting.readInt32LE(0));
      this.waiting = this.waiting.subarray(message.length);
      yield requestOf(message);
    }
  }
}

const requestOf = (message: Buffer): Request => {
  const id = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === opQuery) return { id, isLegacy: true, wantsAnswer: true, body: legacyBody(message) };
  if (operation !== opMsg) throw new Error(`The double speaks no operation ${operation}.`);
  const wantsAnswer = (message.readInt32LE(headerBytes) & moreToCome) === 0;
  return { id, isLegacy: false, wantsAnswer, body: bodyOf(message) };
};

const legacyBody = (message: Buffer): Document => {
  const endOfName = message.indexOf(0, headerBytes + 4);
  const skipAndLimit = 8;
  return BSON.deserialize(message.subarray(endOfName + 1 + skipAndLimit), asSent);
};

/** Sections of kind 0 are the command, those of kind 1 a list of documents that belongs to it. */
const bodyOf = (message: Buffer): Document => {
  const body: Document = {};
  for (let at = headerBytes + 4; at < message.length;) {
    const kind = message[at]!;
    const size = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0) Object.assign(body, BSON.deserialize(section, asSent));
    else body[nameOf(section)] = [...documentsOf(section)];
    at += 1 + size;
  }
  return body;
};

const nameOf = (section: Buffer): string => section.toString('utf8', 4, section.indexOf(0, 4));

function* documentsOf(section: Buffer): Generator<Document> {
  for (let at = section.indexOf(0, 4) + 1; at < section.length;) {
    const size = section.readInt32LE(at);
    yield BSON.deserialize(section.subarray(at, at + size), asSent);
    at += size;
  }
}

/** The bytes of an answer. */
export const answerTo = ({ id, isLegacy }: Request, answer: Document): Buffer => {
  const document = BSON.serialize(answer, { ignoreUndefined: true });
  const head = Buffer.alloc(isLegacy ? headerBytes + 20 : headerBytes + 5);
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(id, 8);
  head.writeInt32LE(isLegacy ? opReply : opMsg, 12);
  if (isLegacy) head.writeInt32LE(1, headerBytes + 16);
  return Buffer.concat([head, document]);
};
