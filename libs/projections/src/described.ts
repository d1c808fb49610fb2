/** What a field holds. Text is told apart by its form: instants in UTC with milliseconds, days as YYYY-MM-DD, sealed strings. */
export type FieldType = 'text' | 'instant' | 'day' | 'sealed' | 'boolean' | 'integer' | 'binary' | 'object' | 'list' | 'any';
/** Its type, its meaning in one sentence, and the unit of a number. */
export type Field = readonly [type: FieldType | `${FieldType} or null`, meaning: string, unit?: string];
/** By path: `dueDates.final`; what stands in a list is `remedies[].kind`, and `facts.*` is each field of that object. */
export type Fields = Readonly<Record<string, Field>>;

type Known<T> = Exclude<T, null | undefined>;
type TypeOf<T> = [Known<T>] extends [boolean]
  ? 'boolean'
  : [Known<T>] extends [number]
    ? 'integer'
    : [Known<T>] extends [string]
      ? 'text' | 'instant' | 'day' | 'sealed'
      : [Known<T>] extends [readonly unknown[]]
        ? 'list'
        : [Known<T>] extends [object]
          ? 'object' | 'binary'
          : 'any';
type Stated<T, Type extends string> = null extends T ? `${Type} or null` : Type;
type FieldOf<T> = [Known<T>] extends [number]
  ? readonly [type: Stated<T, TypeOf<T>>, meaning: string, unit: string]
  : readonly [type: Stated<T, TypeOf<T>>, meaning: string];

/**
 * A description of every field of a document, for people who read it with other tools. The compiler holds names and types of its own
 * fields, a test those of the parts.
 */
export type Described<Doc> = { readonly [F in keyof Doc & string]-?: FieldOf<Doc[F]> } & {
  readonly [Part in `${keyof Doc & string}.${string}` | `${keyof Doc & string}[${string}`]: Field;
};
