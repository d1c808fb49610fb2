import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** The pattern of the route: a path as it was asked holds numbers, ids, and what people mistake for them. */
export const routeOf = ({ is404, routeOptions }: FastifyRequest): string => (is404 ? 'none' : (routeOptions.url ?? 'none'));

/** One line a request: route pattern, status, milliseconds, correlation id and actor id. No path, query, body, header or name. */
export class RequestLog {
  constructor(private readonly log: Logger) {}

  done(request: FastifyRequest, { raw, elapsedTime }: FastifyReply): void {
    const { id, method, actor } = request;
    const aborted = !raw.writableEnded;
    this.log.info({
      correlationId: id,
      method,
      route: routeOf(request),
      status: raw.statusCode,
      ms: Math.round(elapsedTime * 10) / 10,
      ...(actor && { actor: actor.id, role: actor.role }),
      ...(aborted && { aborted }),
    });
  }

  /** An error that nobody expected: its kind and where it was thrown. Its message may quote what was sent, so it stays out. */
  fault(request: FastifyRequest, error: unknown): void {
    this.log.error({ correlationId: request.id, method: request.method, route: routeOf(request), ...placeOf(error) }, 'fault');
  }
}

const placeOf = (error: unknown): { readonly error: string; readonly at: readonly string[] } => {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: at.slice(0, 12).map((line) => line.trim()) };
};
