import { STATUS_CODES } from 'node:http';

export const problemType = 'application/problem+json';

/** One thing that is wrong: a stable code, where it stands (a JSON Pointer into the body), what to do next, and what was expected. Never what was sent. */
export interface Fault {
  readonly code: string;
  readonly path?: string;
  readonly detail: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Problem details (RFC 9457). `type` is about:blank, so `title` is the phrase of the status; what the problem is, `code` says: that of the first fault. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly correlationId: string;
  readonly errors: readonly Fault[];
}

/** What is answered instead of a result, and the headers that go with it. */
export interface Refusal {
  readonly status: number;
  readonly faults: readonly [Fault, ...Fault[]];
  readonly headers?: Readonly<Record<string, string>>;
}

export const problemOf = ({ status, faults }: Refusal, correlationId: string): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Problem',
  status,
  detail: faults.map(({ detail }) => detail).join(' '),
  code: faults[0].code,
  correlationId,
  errors: faults,
});

/** The edge refuses a request before the engine is asked. */
export class RequestRefused extends Error implements Refusal {
  override readonly name = 'RequestRefused';
  constructor(
    readonly status: number,
    readonly faults: Refusal['faults'],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(faults.map(({ detail }) => detail).join(' '));
  }
}

/** With one fault, which has neither place nor measure. */
export const refused = (status: number, code: string, detail: string, headers: Readonly<Record<string, string>> = {}): RequestRefused =>
  new RequestRefused(status, [{ code, detail, params: {} }], headers);
