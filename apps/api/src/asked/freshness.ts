import { refused, type RequestRefused } from '../problems/problem';

/** How new an answer must be: at least this position of the log, and how long to wait for it. */
export interface Freshness {
  /** Decimal text; null where any will do. */
  readonly atLeast: string | null;
  /** Milliseconds, 0 to 10,000. */
  readonly wait: number;
}

const mostSeconds = 10;
const usual = 2_000;

/** `?atLeast=<position>&wait=2s` of a read, as the positions of write answers give it. Throws RequestRefused (400). */
export const freshnessOf = ({ atLeast, wait }: Readonly<Record<string, unknown>>): Freshness => ({
  atLeast: atLeast === undefined ? null : positionOf(atLeast),
  wait: wait === undefined ? usual : millisecondsOf(wait),
});

const malformed = (code: string, detail: string): RequestRefused => refused(400, code, detail);

const positionOf = (text: unknown): string => {
  if (typeof text === 'string' && /^(0|[1-9]\d{0,38})$/.test(text)) return text;
  throw malformed('at-least.malformed', 'atLeast takes the position a write answered with, such as atLeast=1042.');
};

const millisecondsOf = (text: unknown): number => {
  const [, number, unit] = (typeof text === 'string' && /^(\d{1,5})(ms|s)$/.exec(text)) || [];
  const milliseconds = Number(number) * (unit === 's' ? 1_000 : 1);
  if (milliseconds <= mostSeconds * 1_000) return milliseconds;
  throw malformed('wait.malformed', `wait takes a time up to ${mostSeconds}s, such as wait=2s or wait=500ms.`);
};
