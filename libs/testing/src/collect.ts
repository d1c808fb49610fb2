/** All that a source hands out, batches laid end to end. */
export const collect = async <T>(source: AsyncIterable<readonly T[]>): Promise<T[]> => {
  const items: T[] = [];
  for await (const batch of source) items.push(...batch);
  return items;
};
