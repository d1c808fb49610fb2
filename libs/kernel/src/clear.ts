/**
 * A string that is stored in clear for ever: an id, a code, an instant, a hash. A field of an event that holds text must have such
 * a type or lie in `brief` or `personal`, which are sealed; a type test fails for a plain `string` (design: personal data is sealed
 * from the first event on). At run time it is the string and nothing else.
 */
export type Clear<Kind extends string> = string & { readonly __clear?: Kind };

/** An enumeration or a code field such as product or region: at most 120 characters, and no personal data. */
export type Code = Clear<'code'>;
/** Opaque, made by us. */
export type StaffId = Clear<'staff'>;
/** 64 hex digits. */
export type Sha256 = Clear<'sha256'>;

/**
 * The paths of T that may hold a plain string: `never` when every text is either clear by type or sealed. What could be anything
 * (`any`, `unknown`, `object`, `{}`) could be text.
 */
export type PlainStrings<T, Path extends string = ''> = unknown extends T
  ? Path
  : T extends string
    ? string extends T
      ? '__clear' extends keyof T
        ? never
        : '__sealed' extends keyof T
          ? never
          : Path
      : never
    : T extends readonly (infer Item)[]
      ? PlainStrings<Item, `${Path}[]`>
      : T extends object
        ? [keyof T] extends [never]
          ? Path
          : { [K in keyof T & string]: PlainStrings<T[K], `${Path}.${K}`> }[keyof T & string]
        : never;
