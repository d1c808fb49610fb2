import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readiness } from '@redress/platform';
import { type ActMetrics, type KeptReadModels, ReadinessMetrics, ReadModelMetrics } from '@redress/platform/metrics';
import { collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client';
import { routeOf } from './request-log';

/** What is measured besides requests. */
export interface Measured {
  /** May hold already what the process counts elsewhere. */
  readonly registry: Registry;
  readonly inFlight: () => number;
  readonly needs: readonly Readiness[];
  /** null where no projector runs in this process. */
  readonly readModels: KeptReadModels | null;
  /** null where nothing happens by itself in this process. */
  readonly acts: ActMetrics | null;
}

/** Prometheus metrics of the API and its process. Labels are route patterns, methods, statuses, needs and read models, never data. */
export class Metrics {
  readonly registry: Registry;
  private readonly readiness: ReadinessMetrics;
  private readonly readModels: ReadModelMetrics | null;
  private readonly acts: ActMetrics | null;
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor({ registry, inFlight, needs, readModels, acts }: Measured) {
    this.acts = acts;
    this.registry = registry;
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
    this.readiness = new ReadinessMetrics(registry, needs);
    this.readModels = readModels && new ReadModelMetrics(registry, readModels);
    collectDefaultMetrics({ register: registry });
  }

  /** Text exposition format. */
  async text(): Promise<string> {
    await Promise.all([this.readiness.refresh(), this.readModels?.refresh(), this.acts?.refresh()]);
    return this.registry.metrics();
  }

  done(request: FastifyRequest, { raw, elapsedTime }: FastifyReply): void {
    const method = routeOf(request) === 'none' ? 'any' : request.method;
    this.requests.observe({ method, route: routeOf(request), status: raw.statusCode }, elapsedTime / 1_000);
  }
}
