import type { Problem } from '@redress/deadlines';
import { roles } from '@redress/kernel';
import { type Fault, RequestRefused } from '../problems/problem';

/** What is told of a text with very many faults. */
const mostFaults = 100;

/** Everything that is wrong with a text, with the place as a JSON Pointer into the body. */
export const textRefused = (problems: readonly Problem[], body: unknown): RequestRefused => {
  const [first, ...rest] = problems.slice(0, mostFaults).map((problem) => faultOf(problem, body));
  if (!first) throw new Error('A text was refused without a reason.');
  return new RequestRefused(422, [first, ...rest]);
};

const faultOf = ({ path, code, detail }: Problem, body: unknown): Fault => {
  // The id stands in the URL.
  if (path === 'id') return { code: `id.${code}`, detail, params: {} };
  const steps = stepsOf(path, body);
  const known = isStrangeName(code, steps) ? steps.slice(0, -1) : steps;
  return { code, path: known.map((step) => `/${step}`).join(''), detail, params: {} };
};

/** A name that nobody knows is what was sent, and never comes back. */
const isStrangeName = (code: string, steps: readonly string[]): boolean =>
  code === 'field.unknown' || (steps[0] === 'approvalLimits' && steps.length > 1 && !(roles as readonly string[]).includes(steps[1]!));

/** A path such as `clocks[2].limit.amount`, walked in the body, whose names may hold dots themselves. */
const stepsOf = (path: string, body: unknown): readonly string[] => {
  if (path === '') return [];
  const name = namesIn(body).find((each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`));
  // What is missing stands nowhere in the body.
  const step = name ?? /^[^.[\]]+/.exec(path)?.[0] ?? path;
  const inside = (body as Readonly<Record<string, unknown>> | undefined)?.[step];
  return [step, ...restOf(path.slice(step.length), inside)];
};

const restOf = (path: string, inside: unknown): readonly string[] => {
  const [indexed, index] = /^\[(\d+)\]/.exec(path) ?? [];
  if (index === undefined) return stepsOf(path.replace(/^\./, ''), inside);
  return [index, ...restOf(path.slice(indexed!.length), (inside as readonly unknown[] | undefined)?.[Number(index)])];
};

/** The longest first: a name can begin as another does. */
const namesIn = (body: unknown): readonly string[] =>
  typeof body === 'object' && body !== null ? Object.keys(body).sort((a, b) => b.length - a.length) : [];
