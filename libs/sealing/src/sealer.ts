import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { Sealed } from '@redress/kernel';
import type { KeyStore } from './key-store';
import { fewRandomBytes } from './random';

/** Where a sealed string belongs: the event type and schema whose shape it has, and which part of it. */
export interface Place {
  readonly type: string;
  readonly schema: number;
  readonly part: 'brief' | 'personal';
}
/** 12 bytes, never twice under one key. */
export type Nonces = () => Buffer;
export const randomNonces: Nonces = () => fewRandomBytes(12);

/** Seals and opens personal parts under the key of their stream: AES-256-GCM, format `s1`. */
export class Sealer {
  constructor(
    private readonly keys: KeyStore,
    private readonly nonces: Nonces = randomNonces,
  ) {}

  /** Makes the stream's key if there is none. Throws KeyDestroyed. */
  async seal(stream: string, place: Place, value: object): Promise<Sealed> {
    return this.sealWith(await this.keys.keyOf(stream), stream, place, value);
  }

  /** For writers of many events that hold the key already. A KeyObject is three times as fast as the bytes. */
  sealWith(key: Buffer | KeyObject, stream: string, place: Place, value: object): Sealed {
    const nonce = this.nonces();
    const cipher = createCipheriv('aes-256-gcm', asKey(key), nonce).setAAD(boundTo(stream, address(place)));
    const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `s1:${address(place)}:${sealed.toString('base64url')}`;
  }

  /** The part's plain JSON, or 'sealed' once the key is destroyed. Throws when the string was changed or is another stream's. */
  async open(stream: string, text: Sealed): Promise<object | 'sealed'> {
    const key = await this.keys.find(stream);
    return typeof key === 'string' ? 'sealed' : openWith(key, stream, text);
  }
}

const form = /^s1:([^:]+):(\d+):(brief|personal):([\w-]+)$/;

/** Which event type, schema and part a sealed string has the shape of; null where it is not of the form. */
export const placeOf = (text: Sealed): Place | null => {
  const found = form.exec(text);
  return found && { type: found[1]!, schema: Number(found[2]), part: found[3] as Place['part'] };
};

/** Throws when the string was changed, is another stream's, or is of an unknown form. */
export const openWith = (key: Buffer | KeyObject, stream: string, text: Sealed): object => {
  const place = placeOf(text);
  if (!place) throw new Error(`${stream} holds a sealed string of an unknown form; verify the stream.`);
  const bytes = Buffer.from(text.slice(text.lastIndexOf(':') + 1), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', asKey(key), bytes.subarray(0, 12))
    .setAAD(boundTo(stream, address(place)))
    .setAuthTag(bytes.subarray(-16));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')) as object;
};

const asKey = (key: Buffer | KeyObject): KeyObject => (Buffer.isBuffer(key) ? createSecretKey(key) : key);
const address = ({ type, schema, part }: Place): string => `${type}:${schema}:${part}`;
const boundTo = (stream: string, where: string): Buffer => Buffer.from(`redress-sealed-1:${stream}:${where}`);
