import type { Document } from 'mongodb';
import { conditionsOf } from './matching';
import { notPlayed } from './server-error';
import { compare, valueAt } from './values';

export const sortedBy = (sort: Document, docs: Document[]): Document[] => {
  const keys = Object.entries(sort) as [path: string, direction: number][];
  if (keys.length === 0) return docs;
  return docs.sort((a, b) => {
    for (const [path, direction] of keys) {
      const found = compare(valueAt(a, path), valueAt(b, path)) * direction;
      if (found !== 0) return found;
    }
    return 0;
  });
};

/** Does walking the index, forwards or backwards, come upon documents in this order? Fields that a filter fixes do not count. */
export const isInOrderOf = (index: Document, filter: Document, sort: Document): boolean => {
  const wanted = Object.entries(sort) as [path: string, direction: number][];
  const isFixed = (path: string): boolean =>
    path in filter && conditionsOf(filter[path]).every(([operator]) => ['$eq', '$in'].includes(operator));
  const walked = Object.entries(index).filter(([path]) => !isFixed(path) || wanted.some(([other]) => other === path));
  const turn = wanted[0] ? wanted[0][1] * Number(walked[0]?.[1]) : 1;
  return wanted.every(([path, direction], n) => walked[n]?.[0] === path && Number(walked[n][1]) * turn === direction);
};

/** The fields that a projection of whole fields leaves. */
export const projected = (doc: Document, projection: Document | undefined): Document => {
  if (!projection || Object.keys(projection).length === 0) return doc;
  const { _id: id = 1, ...fields } = projection as Record<string, number>;
  const wanted = Object.values(fields);
  if (wanted.some((each) => each !== wanted[0]) || Object.keys(fields).some((path) => path.includes('.')))
    throw notPlayed('this projection');
  const includes = wanted.length > 0 ? Boolean(wanted[0]) : Boolean(id) && '_id' in projection;
  const kept = Object.entries(doc).filter(([name]) => (name === '_id' ? Boolean(id) : name in fields === includes));
  return Object.fromEntries(kept);
};
