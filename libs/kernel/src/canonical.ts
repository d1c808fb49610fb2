type Json = object | string | number | boolean | null;
/** A member's name, and how it is written before its value. */
type Member = readonly [name: string, written: string];

/** Between names where they are joined; lists that have it within a name are not kept. */
const separator = '\0';
const mostKept = 1_000;
const longestKept = 1_000;
/** How the members of an object are ordered, by their names as they come: what we write has few shapes, and sorting costs most. */
const orders = new Map<string, readonly Member[]>();

/**
 * The text of plain JSON after RFC 8785: members in the order of the UTF-16 units of their names, no white space, numbers and strings as
 * ECMAScript writes them. As in `JSON.stringify`, members that are undefined are left out. Throws RangeError for a number that is not
 * finite or a value without an end, TypeError for what is no JSON at all.
 */
export const canonical = (value: Json): string => written(value);

const written = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? listed(value) : membered(value as Members);
    case 'number':
      return numeral(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'undefined':
      return 'null';
    default:
      throw new TypeError(`JSON writes no ${typeof value}.`);
  }
};

/** What JSON escapes, and lone surrogates, which it writes as escapes as well. */
const escaped = /["\\\p{Cc}\p{Cs}]/u;
const quoted = (text: string): string => (escaped.test(text) ? JSON.stringify(text) : `"${text}"`);

const numeral = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError('JSON writes no number that is not finite.');
  return String(value);
};

const listed = (values: readonly unknown[]): string => {
  let text = '';
  for (const value of values) text += text === '' ? written(value) : `,${written(value)}`;
  return `[${text}]`;
};

type Members = Readonly<Record<string, unknown>>;
const membered = (value: Members): string => {
  if (typeof value['toJSON'] === 'function') return written(JSON.parse(JSON.stringify(value)));
  let text = '';
  for (const [name, before] of orderOf(Object.keys(value))) {
    const member = value[name];
    if (member !== undefined) text += text === '' ? before + written(member) : `,${before}${written(member)}`;
  }
  return `{${text}}`;
};

const orderOf = (names: string[]): readonly Member[] => {
  const joined = names.join(separator);
  const kept = orders.get(joined);
  // Of as many names, or a separator stood within one.
  if (kept?.length === names.length) return kept;
  const order = names.sort().map((name) => [name, `${quoted(name)}:`] as const);
  const isKept = orders.size < mostKept && joined.length <= longestKept && !names.some((name) => name.includes(separator));
  if (isKept) orders.set(joined, order);
  return order;
};
