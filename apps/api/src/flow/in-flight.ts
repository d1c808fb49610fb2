import type { FastifyRequest } from 'fastify';
import { refused } from '../problems/problem';

/** How many requests may be answered at once before new ones are sent away; reads give way to writes. */
export interface Capacity {
  readonly writes: number;
  readonly reads: number;
}
/** Half a second of work on a small machine. */
export const usualCapacity: Capacity = { writes: 1_024, reads: 512 };

/**
 * Counts what is being answered, of all and of each client. While the API stops, and beyond the capacity, a request is sent away at
 * once (503); a client that holds more than its share of the places is sent away before that (429), so that others find one.
 */
export class InFlight {
  /** Every request that is being answered, with the client who holds a place for it. */
  private readonly requests = new Map<FastifyRequest, string | null>();
  private taken = 0;
  private readonly held = new Map<string, number>();
  private stopping = false;

  constructor(private readonly capacity: Capacity) {}

  get now(): number {
    return this.requests.size;
  }
  get isStopping(): boolean {
    return this.stopping;
  }

  /** From now on every answer ends its connection. */
  stop(): void {
    this.stopping = true;
  }

  /** Throws RequestRefused (503). */
  enter(request: FastifyRequest): void {
    this.requests.set(request, null);
    if (this.stopping)
      throw refused(503, 'server.stopping', 'The server is stopping; send it again in a few seconds.', { 'retry-after': '5' });
  }

  /**
   * Once it is known who asks. While half of the places are taken, a client holds at most as many as would be its part if one more
   * client came: half of them alone, a third beside another. Throws RequestRefused (429, 503).
   */
  takePlace(request: FastifyRequest): void {
    // Whoever went away while the key was looked up needs no place.
    if (!this.requests.has(request)) return;
    const { client } = request;
    const held = this.held.get(client) ?? 0;
    const places = this.placesFor(request);
    const clients = this.held.size + (held === 0 ? 1 : 0);
    const share = Math.max(1, Math.floor(places / (clients + 1)));
    if (this.taken * 2 >= places && held >= share)
      throw refused(429, 'client.share-used', 'Others are waiting too; send fewer requests at once, and this one again in a second.', soon);
    if (this.taken >= places) throw refused(503, 'server.overloaded', 'Too much is being asked at once; send it again in a second.', soon);
    this.requests.set(request, client);
    this.taken += 1;
    this.held.set(client, held + 1);
  }

  /** When it is over. */
  leave(request: FastifyRequest): void {
    const client = this.requests.get(request);
    this.requests.delete(request);
    if (client === undefined || client === null) return;
    this.taken -= 1;
    const left = this.held.get(client)! - 1;
    if (left > 0) this.held.set(client, left);
    else this.held.delete(client);
  }

  /** Those who watch must see also then. */
  private placesFor({ method, routeOptions: { url = '' } }: FastifyRequest): number {
    if (url.startsWith('/health/') || url === '/metrics') return Infinity;
    return method === 'POST' ? this.capacity.writes : this.capacity.reads;
  }
}

const soon = { 'retry-after': '1' };
