/**
 * Texts that occur nowhere else, one for each place where somebody may write something personal. They hold letters beyond ASCII, so that
 * every way of writing them down differs.
 */
const core = 'Qxzvwkjy';
const phone = '994501731884206';

export class Canaries {
  private readonly planted = new Map<string, string>();

  /** A text for the place. */
  at(place: string): string {
    return this.plant(place, `${core}-${this.planted.size} Ləyla-漢`);
  }
  email(place: string): string {
    return this.plant(place, `${core}-${this.planted.size}@canary.example`);
  }
  phone(place: string): string {
    return this.plant(place, `+${phone}`);
  }

  get places(): readonly string[] {
    return [...this.planted.keys()];
  }
  /** The texts to the letter. */
  get texts(): readonly string[] {
    return [...this.planted.values()];
  }

  private plant(place: string, text: string): string {
    this.planted.set(place, text);
    return text;
  }
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
/** The characters of base64 that are the text's alone, wherever in the encoded bytes it begins. */
const inBase64 = (text: string): readonly string[] =>
  [0, 1, 2].map((before) => {
    const [first, last] = [Math.ceil((before * 4) / 3), Math.floor(((before + text.length) * 4) / 3)];
    return Buffer.concat([Buffer.alloc(before), ascii(text)])
      .toString('base64')
      .slice(first, last);
  });
const everyLetter = (text: string, write: (code: number) => string): string =>
  [...text].map((letter) => write(letter.charCodeAt(0))).join('');
const hexOf = (digits: number) => (code: number) => code.toString(16).padStart(digits, '0');

/** The ways in which a canary may be written down; `core` in any case of letters. */
const forms: Readonly<Record<string, readonly string[]>> = {
  'as it is': [core, phone],
  'in UTF-16': [Buffer.from(core, 'utf16le').toString('latin1'), Buffer.from(phone, 'utf16le').toString('latin1')],
  'in base64': [...inBase64(core), ...inBase64(phone)],
  'in hexadecimal': [everyLetter(core, hexOf(2)), everyLetter(phone, hexOf(2))],
  'as JSON escapes': [everyLetter(core, (code) => `\\u${hexOf(4)(code)}`)],
  'percent-encoded': [everyLetter(core, (code) => `%${hexOf(2)(code)}`)],
};
const wanted = Object.entries(forms).flatMap(([form, texts]) =>
  texts.map((text) => ({ form, exact: form === 'in base64', bytes: text, lower: text.toLowerCase() })),
);

/** In which ways a canary stands in the bytes; none where all is well. */
export const canariesIn = (content: Buffer | string): readonly string[] => {
  const bytes = (typeof content === 'string' ? Buffer.from(content, 'utf8') : content).toString('latin1');
  const lower = bytes.toLowerCase();
  return [
    ...new Set(wanted.filter((each) => (each.exact ? bytes.includes(each.bytes) : lower.includes(each.lower))).map(({ form }) => form)),
  ];
};

type Schema = Readonly<{
  $ref?: string;
  type?: string;
  enum?: unknown;
  pattern?: string;
  format?: string;
  description?: string;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
}>;
export type Schemas = Readonly<Record<string, Schema>>;

const isFreeText = ({ type, enum: choices, pattern, format, description = '' }: Schema): boolean =>
  type === 'string' && !choices && !pattern && !format && !/stored in clear/i.test(description);

/** The body with a canary in every free text that the schema takes and the body does not name. */
export const withCanaries = (schemas: Schemas, name: string, body: object, canaries: Canaries): object =>
  filled(schemas, schemas[name]!, body, name, canaries) as object;

const filled = (schemas: Schemas, schema: Schema, value: unknown, place: string, canaries: Canaries): unknown => {
  if (schema.$ref) return filled(schemas, schemas[schema.$ref.split('/').at(-1)!]!, value, place, canaries);
  if (isFreeText(schema)) return value ?? canaries.at(place);
  if (schema.type === 'array' && holdsFreeText(schemas, schema)) {
    const entries = (value as readonly unknown[] | undefined) ?? [undefined, undefined];
    return entries.map((entry, n) => filled(schemas, schema.items!, entry, `${place}[${n}]`, canaries));
  }
  if (schema.type !== 'object' || !holdsFreeText(schemas, schema)) return value;
  const given = (value ?? {}) as Record<string, unknown>;
  const all = Object.entries(schema.properties!).map(([field, each]) => [
    field,
    filled(schemas, each, given[field], `${place}.${field}`, canaries),
  ]);
  return { ...given, ...Object.fromEntries(all.filter(([, each]) => each !== undefined) as [string, unknown][]) };
};

const holdsFreeText = (schemas: Schemas, schema: Schema): boolean => {
  if (schema.$ref) return holdsFreeText(schemas, schemas[schema.$ref.split('/').at(-1)!]!);
  if (schema.items) return holdsFreeText(schemas, schema.items);
  return isFreeText(schema) || Object.values(schema.properties ?? {}).some((each) => holdsFreeText(schemas, each));
};
