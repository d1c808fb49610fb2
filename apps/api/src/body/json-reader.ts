import { refused, type RequestRefused } from '../problems/problem';

/** The deepest body that any command takes has four levels. */
const deepest = 16;
const token = /"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\]:]/gs;
const notText = /[\0\p{Surrogate}]/u;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body strictly. A key that stands twice is refused: two readers would see two different bodies, and what is hashed as the
 * request would be neither. So are `__proto__`, NUL and halves of characters: no field of ours takes them, and other programs that read
 * the record later stumble over them. A byte order mark is passed over. Throws RequestRefused (400), which quotes nothing of the body.
 */
export const readJson = (bytes: Buffer): unknown => {
  const text = decoded(bytes);
  const written = keysWritten(text);
  const value = parsed(text);
  // Neither NUL nor half a character can stand in UTF-8 JSON as itself, only as an escape.
  if (keysRead(value, text.includes('\\u')) !== written)
    throw malformed('duplicate-key', 'A key stands twice in one object; send it once.');
  return value;
};

const malformed = (code: string, detail: string): RequestRefused => refused(400, `body.${code}`, detail);

const decoded = (bytes: Buffer): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformed('not-utf-8', 'The body is not UTF-8; encode it so.');
  }
};

/** How many keys the text holds; a colon outside of a string always follows one. Refuses what is too deep before anything recurses. */
const keysWritten = (text: string): number => {
  let [depth, keys] = [0, 0];
  for (const [found] of text.matchAll(token)) {
    if (found === ':') keys += 1;
    else if (found === '{' || found === '[') depth += 1;
    else if (found === '}' || found === ']') depth -= 1;
    if (depth > deepest) throw malformed('too-deep', `The body is nested deeper than ${deepest} levels; send it flatter.`);
  }
  return keys;
};

/** JSON.parse quotes what it stumbles over, and that must not leave the house. */
const parsed = (text: string): unknown => {
  if (text.trim() === '') throw malformed('missing', 'Send a JSON object; {} where there is nothing to say.');
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('not-json', 'The body is not JSON; look for a missing quote, comma or bracket.');
  }
};

const keysRead = (value: unknown, mayHideCharacters: boolean): number => {
  if (typeof value === 'string') {
    if (mayHideCharacters && notText.test(value))
      throw malformed('not-text', 'A text holds NUL or half a character; send whole characters.');
    return 0;
  }
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce<number>((keys, each) => keys + keysRead(each, mayHideCharacters), 0);
  if (Array.isArray(value)) return inside;
  if (Object.hasOwn(value, '__proto__')) throw malformed('forbidden-key', 'A key __proto__ is not taken anywhere; leave it out.');
  return inside + Object.keys(value).length;
};
