import type { Fields } from '@redress/projections';

/** The words that a code field may hold. */
export const oneOf = (words: readonly (string | number)[]): string => words.map((word) => `\`${word}\``).join(', ');
/** Which version of a policy or calendar, and of what text. */
export const pinFields = (path: string): Fields => ({
  [`${path}.id`]: ['text', 'Id of what was pinned.'],
  [`${path}.version`]: ['integer', 'Its version.', 'number of a version'],
  [`${path}.sha256`]: ['text', 'SHA-256 of its text, in 64 hex digits.'],
});
export const moneyFields = (path: string): Fields => ({
  [`${path}.minor`]: ['integer', 'The amount.', 'minor units of the currency (ISO 4217)'],
  [`${path}.currency`]: ['text', 'Currency, by its three letters (ISO 4217).'],
});
export const documentFields = (path: string): Fields => ({
  [`${path}.sha256`]: ['text', 'SHA-256 of the document, in 64 hex digits.'],
  [`${path}.mediaType`]: ['text', 'Its media type.'],
  [`${path}.bytes`]: ['integer', 'Its length.', 'bytes'],
});
/** The same fields as parts of another. */
export const beneath = (path: string, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [`${path}.${name}`, field] as const));
