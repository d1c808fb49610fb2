import type { CfpbRow } from './cfpb-row';

/** A value of the receipt by the path at which its event holds it, and at which it is corrected. */
export interface PathValue {
  readonly path: string;
  readonly value: string;
}

/** What the receipt holds of a row in clear. Blank cells and absent columns say nothing and are left out. */
export const clearValuesOf = (row: CfpbRow): readonly PathValue[] => [
  ...given('receivedAt', row.receivedAt),
  ...given('channel', row.channelWord === null ? null : row.channel),
  ...given('source.channel', row.channelWord),
  ...given('product', row.product),
  ...given('category', row.category),
  ...given('region', row.region),
  ...row.columns.map(({ name, value }) => ({ path: `source.columns.${name}`, value })),
];

/** What the receipt holds of a row sealed. */
export const sealedValuesOf = (row: CfpbRow): readonly PathValue[] => [
  ...given('personal.description', row.narrative),
  ...given('personal.zip', row.zip),
  ...given('personal.tags', row.tags),
  ...row.sealedColumns.map(({ name, value }) => ({ path: `personal.columns.${name}`, value })),
];

const given = (path: string, value: string | null): readonly PathValue[] => (value === null ? [] : [{ path, value }]);
