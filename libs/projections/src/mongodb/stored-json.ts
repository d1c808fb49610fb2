import { Unstorable } from '../document-store';

/** What a server takes at most; a value without an end is found by it, too. */
const deepest = 100;
const loneSurrogate = /\p{Surrogate}/u;

/** The same body, once it is known to come back as it is. Throws Unstorable. */
export const storable = <T extends object>(body: T): T => {
  if ('_id' in body) throw new Unstorable('A field named _id would take the place of the id.');
  refuse(body, 1);
  return body;
};

/** The same text. MongoDB would replace a lone surrogate without a word. Throws Unstorable. */
export const storableText = (text: string): string => {
  if (loneSurrogate.test(text)) throw new Unstorable('A text holds half of a character.');
  return text;
};

const refuse = (value: unknown, depth: number): void => {
  if (depth > deepest) throw new Unstorable(`The document is nested deeper than ${deepest} levels or has no end.`);
  switch (typeof value) {
    case 'string':
      storableText(value);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw notJson();
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) value.forEach((each) => refuse(each, depth + 1));
      else refuseMembers(value, depth);
      return;
    case 'boolean':
    case 'undefined':
      return;
    default:
      throw notJson();
  }
};

const refuseMembers = (value: object, depth: number): void => {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notJson();
  for (const [name, member] of Object.entries(value)) {
    if (/^\$|[.\0]/.test(name)) throw new Unstorable(`The field "${name}" has a name that MongoDB gives another meaning.`);
    refuse(member, depth + 1);
  }
};

const notJson = (): Unstorable => new Unstorable('The document is no plain JSON.');
