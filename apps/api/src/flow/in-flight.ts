import type { FastifyReply, FastifyRequest } from 'fastify';
import { refused } from '../problems/problem';

/** How many requests may be answered at once before new ones are sent away; reads give way to writes. */
export interface Capacity {
  readonly writes: number;
  readonly reads: number;
}
/** Half a second of work on a small machine. */
export const usualCapacity: Capacity = { writes: 1_024, reads: 512 };

/** Counts what is being answered. Beyond the capacity, and while the API stops, a request is sent away at once: 503 with Retry-After. */
export class InFlight {
  private count = 0;
  private stopping = false;

  constructor(private readonly capacity: Capacity) {}

  get now(): number {
    return this.count;
  }
  get isStopping(): boolean {
    return this.stopping;
  }

  /** From now on every answer ends its connection. */
  stop(): void {
    this.stopping = true;
  }

  /** Throws RequestRefused (503). */
  enter({ method, routeOptions }: FastifyRequest, reply: FastifyReply): void {
    const before = this.count;
    this.count += 1;
    // Not the hooks of Fastify: after an aborted request they may never run.
    reply.raw.once('close', () => (this.count -= 1));
    if (this.stopping)
      throw refused(503, 'server.stopping', 'The server is stopping; send it again in a few seconds.', { 'retry-after': '5' });
    const most = method === 'POST' ? this.capacity.writes : this.capacity.reads;
    if (before >= most && !isForOperators(routeOptions.url))
      throw refused(503, 'server.overloaded', 'Too much is being asked at once; send it again in a second.', { 'retry-after': '1' });
  }
}

/** Those who watch must see also then. */
const isForOperators = (route = ''): boolean => route.startsWith('/health/') || route === '/metrics';
