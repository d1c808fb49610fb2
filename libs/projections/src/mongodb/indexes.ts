/** Of counters: what sums are answered from, so every field that they read stands in it. */
export const sumIndex = 'sums';
export const dayKey = { basis: 1, dimension: 1, day: 1, key: 1, metric: 1, value: 1 } as const;
export const totalKey = { basis: 1, dimension: 1, key: 1, metric: 1, value: 1 } as const;

/** The name of the n-th index that a read model declares. */
export const pageIndex = (n: number): string => `page_${n}`;
/** Its fields in their order, and the id last, so that pages never stand still on equal ones. */
export const pageKey = (fields: readonly string[]): Readonly<Record<string, 1>> => ({
  ...Object.fromEntries(fields.map((field) => [field, 1] as const)),
  _id: 1,
});
