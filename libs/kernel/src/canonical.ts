type Json = object | string | number | boolean | null;
/** A member's name, and how it is written before its value. */
type Member = readonly [name: string, written: string];
interface Shape {
  readonly names: readonly string[];
  readonly order: readonly Member[];
}

const mostShapes = 200;
const mostNames = 100;
let shapes = 0;
/**
 * How the members of an object are ordered, by the first of their names as they come: what we write has few shapes, and to see that an
 * object has one of them costs a fraction of sorting its names.
 */
const known = new Map<string, Shape[]>();

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
  const first = names[0] ?? '';
  const alike = known.get(first);
  const shape = alike?.find((each) => isSame(each.names, names));
  if (shape) return shape.order;
  const order = names.toSorted().map((name) => [name, `${quoted(name)}:`] as const);
  if (shapes < mostShapes && names.length <= mostNames) {
    shapes += 1;
    if (alike) alike.push({ names, order });
    else known.set(first, [{ names, order }]);
  }
  return order;
};

const isSame = (some: readonly string[], others: readonly string[]): boolean => {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false;
  return true;
};
