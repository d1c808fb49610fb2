import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { routeOf } from './request-log';

/** Prometheus metrics of the API and its process, in a registry of its own. Labels are route patterns, methods and statuses, never data. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor(inFlight: () => number) {
    const registers = [this.registry];
    this.requests = new Histogram({
      name: 'redress_http_request_duration_seconds',
      help: 'Requests answered, and how long each took.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    new Gauge({
      name: 'redress_http_in_flight_requests',
      help: 'Requests being answered now.',
      registers,
      collect() {
        this.set(inFlight());
      },
    });
    collectDefaultMetrics({ register: this.registry });
  }

  done(request: FastifyRequest, { raw, elapsedTime }: FastifyReply): void {
    const method = routeOf(request) === 'none' ? 'any' : request.method;
    this.requests.observe({ method, route: routeOf(request), status: raw.statusCode }, elapsedTime / 1_000);
  }
}
