import type { Code } from '@redress/kernel';
import type { About } from './moments';
import type { Applies } from './policy';

/** The dimensions a policy can name, each with what of the complaint it asks for. */
const dimensions = {
  jurisdictions: 'jurisdiction',
  sectors: 'sector',
  products: 'product',
  categories: 'category',
  channels: 'channel',
  severities: 'severity',
  kinds: 'kind',
  remedies: 'remedy',
} as const satisfies Readonly<Record<keyof Applies, keyof About>>;

/** A dimension that is named, and what it admits. */
export interface Named {
  readonly dimension: keyof About;
  readonly admits: readonly (Code | number)[];
}

/** What a policy or a limit names, in the order of the dimensions. */
export const namedBy = (admitted: Applies): readonly Named[] =>
  (Object.keys(dimensions) as (keyof Applies)[]).flatMap((name) => {
    const admits = admitted[name];
    return admits === undefined ? [] : [{ dimension: dimensions[name], admits }];
  });

/** What is not known of a complaint is in no list. */
export const admits = ({ dimension, admits: list }: Named, about: Partial<About>): boolean => {
  const value = about[dimension] ?? null;
  return value !== null && list.includes(value);
};

export const applies = (admitted: Applies, about: About): boolean => namedBy(admitted).every((named) => admits(named, about));
