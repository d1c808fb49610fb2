import type { About } from './moments';
import type { Applies } from './policy';

/** The dimensions a policy can name, each with what of the complaint it asks for. */
export const dimensions = {
  jurisdictions: 'jurisdiction',
  sectors: 'sector',
  products: 'product',
  categories: 'category',
  channels: 'channel',
  severities: 'severity',
  kinds: 'kind',
  remedies: 'remedy',
} as const satisfies Readonly<Record<keyof Applies, keyof About>>;

/** What is not known of a complaint is in no list. */
export const applies = (admitted: Applies, about: About): boolean =>
  (Object.keys(dimensions) as (keyof Applies)[]).every((dimension) => {
    const list = admitted[dimension] as readonly (string | number)[] | undefined;
    const value = about[dimensions[dimension]];
    return list === undefined || (value !== null && list.includes(value));
  });
