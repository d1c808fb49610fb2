import { dayIn, isInstant } from '@redress/kernel';
import type { FastifyRequest } from 'fastify';
import { refused, type RequestRefused } from '../problems/problem';

type Parse<T> = (text: string) => T | undefined;
type Parsers = Readonly<Record<string, Parse<unknown>>>;
type Values<P extends Parsers> = { readonly [K in keyof P]?: P[K] extends Parse<infer T> ? T : never };

/** What every read may be asked: how new its answer must be. */
const always = ['atLeast', 'wait'] as const;

/** The query of a read, each value parsed. Throws RequestRefused (400) for a name that is not taken, a value of a wrong form, or one given twice. */
export const queryOf = <P extends Parsers>({ query }: FastifyRequest, parsers: P): Values<P> => {
  const values: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(query as Record<string, unknown>)) {
    if ((always as readonly string[]).includes(name)) continue;
    if (!Object.hasOwn(parsers, name))
      throw malformed('query.unknown', `Of the query, this path takes ${[...Object.keys(parsers), ...always].join(', ')}.`);
    const value = typeof text === 'string' && text.length <= 1_000 ? parsers[name]!(text) : undefined;
    if (value === undefined)
      throw malformed('query.malformed', `The value of ${name} has the wrong form; /openapi.json says which it takes.`);
    values[name] = value;
  }
  return values as Values<P>;
};

/** Of a read that can be asked nothing. Throws RequestRefused (400). */
export const refuseQuery = ({ query }: FastifyRequest): void => {
  if (Object.keys(query as object).length > 0) throw malformed('query.unknown', 'This path takes no query; leave it out.');
};

const malformed = (code: string, detail: string): RequestRefused => refused(400, code, detail);

export const text: Parse<string> = (value) => (value !== '' && value.length <= 200 ? value : undefined);
export const cursor: Parse<string> = (value) => (value !== '' ? value : undefined);
export const oneOf =
  <const T extends string>(values: readonly T[]): Parse<T> =>
  (value) =>
    values.find((each) => each === value);
export const limit: Parse<number> = (value) => (/^[1-9]\d{0,2}$/.test(value) && Number(value) <= 500 ? Number(value) : undefined);
export const day: Parse<string> = (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) && isInstant(`${value}T00:00:00.000Z`) ? value : undefined);
/** RFC 3339 with a zone, or a position of the log. */
export const moment: Parse<string> = (value) => {
  if (/^\d{1,39}$/.test(value)) return value;
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value)) return undefined;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return undefined;
  const instant = at.toISOString();
  return isInstant(instant) ? instant : undefined;
};

/** The first instant of a day in a zone, and so the end of the day before. */
export const startOf = (ofDay: string, timeZone: string): string => {
  const dayOf = dayIn(timeZone);
  const noon = Date.parse(`${ofDay}T00:00:00.000Z`);
  // No zone is further than 15 hours from UTC, and days begin at a quarter of an hour.
  for (let quarter = -60; quarter <= 60; quarter += 1) {
    const instant = new Date(noon + quarter * 900_000).toISOString();
    if (dayOf(instant) >= ofDay) return instant;
  }
  return `${ofDay}T00:00:00.000Z`;
};
export const dayAfter = (ofDay: string): string => new Date(Date.parse(`${ofDay}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10);

export const usualLimit = 50;
