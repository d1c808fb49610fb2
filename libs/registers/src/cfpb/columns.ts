import { NotARegister } from '../not-a-register';

/** The columns of a full export, in its order; these names are what a copy is mapped to and what the events keep. */
export const fullExport = [
  'Date received',
  'Product',
  'Sub-product',
  'Issue',
  'Sub-issue',
  'Consumer complaint narrative',
  'Company public response',
  'Company',
  'State',
  'ZIP code',
  'Tags',
  'Consumer consent provided?',
  'Submitted via',
  'Date sent to company',
  'Company response to consumer',
  'Timely response?',
  'Consumer disputed?',
  'Complaint ID',
] as const;
export type ColumnName = (typeof fullExport)[number];

/** Where a copy keeps each column it has. `width` is the number of header cells; a column of `others` is none of the full export's. */
export interface Columns {
  readonly at: Readonly<Partial<Record<ColumnName, number>>>;
  readonly others: readonly { readonly name: string; readonly at: number }[];
  readonly width: number;
  readonly notFound: readonly ColumnName[];
}

/** A correction names a column in its path, and a path is a code of at most 120 characters. */
const longestName = 100;

/**
 * Null when the cells are no header of this register. A header has the day of receipt (without it no complaint can be dated), a product
 * or an issue (without both no complaint is about anything), and one more column of the register, since any list may have a date and a
 * product. Throws NotARegister when it is a header that can be read in two ways.
 */
export const columnsOf = (header: readonly string[]): Columns | null => {
  const claims = header.map((cell) => known.get(plain(cell)));
  if (!identifies(new Set(claims))) return null;
  const names = unshifted(claims);
  const at: Partial<Record<ColumnName, number>> = {};
  const others: { name: string; at: number }[] = [];
  names.forEach((name, index) => {
    if (name === undefined) return others.push({ name: header[index]!.trim() || `column ${index + 1}`, at: index });
    if (at[name] !== undefined) throw new NotARegister(`Two columns stand for "${name}"; remove or rename one of them.`);
    return (at[name] = index);
  });
  refuseUnusable(others.map(({ name }) => name));
  return { at, others, width: header.length, notFound: fullExport.filter((name) => at[name] === undefined) };
};

/** How many cells of a line are columns of the register; tells its delimiter. */
export const knownAmong = (cells: readonly string[]): number => cells.filter((cell) => known.has(plain(cell))).length;

/** Case, spaces, underscores, hyphens, question marks and a byte order mark differ between copies; letters and digits do not. */
const plain = (cell: string): string => cell.toLowerCase().replace(/[^a-z0-9]/g, '');

/** No column of the full export; what it means depends on the columns beside it. */
const submitted = 'Date submitted';
type Claim = ColumnName | typeof submitted | undefined;

const known: ReadonlyMap<string, Exclude<Claim, undefined>> = new Map([
  ...fullExport.map((name) => [plain(name), name] as const),
  [plain(submitted), submitted],
  // The names of the register's own search interface and of copies made from it.
  ['complaintwhathappened', 'Consumer complaint narrative'],
  ['complaintnarrative', 'Consumer complaint narrative'],
  ['narrative', 'Consumer complaint narrative'],
  ['publicresponse', 'Company public response'],
  ['companyname', 'Company'],
  ['zip', 'ZIP code'],
  ['consumerconsent', 'Consumer consent provided?'],
  ['channel', 'Submitted via'],
  ['datesent', 'Date sent to company'],
  ['companyresponse', 'Company response to consumer'],
  ['timely', 'Timely response?'],
  ['disputed', 'Consumer disputed?'],
]);

const identifies = (claims: ReadonlySet<Claim>): boolean => {
  const dated = claims.has('Date received') || claims.has(submitted);
  const about = claims.has('Product') || claims.has('Issue');
  const typical: readonly ColumnName[] = [
    'Consumer complaint narrative',
    'Company',
    'Submitted via',
    'Date sent to company',
    'Company response to consumer',
    'Timely response?',
    'Consumer disputed?',
    'Complaint ID',
  ];
  return dated && about && typical.some((name) => claims.has(name));
};

/**
 * Some copies shift two names: their "Date submitted" is the day the register received the complaint and their "Date received" the day
 * the company did. It shows by there being no "Date sent to company". Where there is one, "Date submitted" beside "Date received" is a
 * column of the copy's own.
 */
const unshifted = (claims: readonly Claim[]): readonly (ColumnName | undefined)[] => {
  const received = claims.includes('Date received');
  const shifted = claims.includes(submitted) && received && !claims.includes('Date sent to company');
  return claims.map((claim) => {
    if (claim === submitted) return shifted || !received ? 'Date received' : undefined;
    return shifted && claim === 'Date received' ? 'Date sent to company' : claim;
  });
};

const refuseUnusable = (names: readonly string[]): void => {
  if (names.some((name) => name.length > longestName))
    throw new NotARegister(`A column's name is longer than ${longestName} characters; shorten it.`);
  if (new Set(names).size < names.length)
    throw new NotARegister('Two columns that are none of the register have the same name; rename one of them.');
};
