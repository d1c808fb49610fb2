import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Client } from './http';
import type { Order, OrdersOfOne } from './orders';

export interface Written {
  readonly number?: string;
  readonly id?: string;
  readonly revision: number;
  readonly position: string;
  readonly state: string;
  readonly code?: string;
}
/** What the server acknowledged, with the answer to the letter. */
export interface Acknowledged {
  readonly order: Order;
  readonly status: number;
  readonly text: string;
  readonly body: Written;
}
export type Send = (order: Order) => Promise<Answer<Written>>;

export const sendBy =
  (client: Client): Send =>
  ({ who, path, body, key }) =>
    client.post<Written>(who.key, path, body, { 'idempotency-key': key });

/** Milliseconds of a client between an answer and its next order: without them the processes that start had to wait for their share. */
const breath = 300;
export const unhurried =
  (send: Send): Send =>
  async (order) => {
    await wait(breath);
    return send(order);
  };

/**
 * A client that works through its orders one after the other, and sends every fifth three times at once. It stops where a server does
 * not answer, or says that it stops, and goes on from there with the next server: what was not acknowledged is sent again.
 */
export class Desk {
  readonly acknowledged: Acknowledged[] = [];
  readonly refused: Order[] = [];
  /** Answers that nobody expected. */
  readonly wrong: unknown[] = [];
  readonly complaints: OrdersOfOne[] = [];
  private waiting: Order[] = [];
  private sent = 0;

  constructor(private readonly source: Iterator<OrdersOfOne>) {}

  /** Until the server is gone; or, where it is told so, until the complaint at hand is done. */
  async work(send: Send, isEnough: () => boolean = () => false): Promise<void> {
    for (let here = true; here;) {
      if (this.waiting.length === 0) {
        if (isEnough()) return;
        this.take(this.source.next().value as OrdersOfOne);
      }
      here = await this.carryOut(this.waiting[0]!, send);
      if (here) this.waiting.shift();
    }
  }

  private take(complaint: OrdersOfOne): void {
    this.complaints.push(complaint);
    this.waiting = [...complaint.orders];
  }

  /** Answers whether it was answered. */
  private async carryOut(order: Order, send: Send): Promise<boolean> {
    const times = this.sent++ % 5 === 4 ? 3 : 1;
    const outcomes = await Promise.allSettled(Array.from({ length: times }, () => send(order)));
    const answers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])).filter(isDone);
    const [first, ...others] = answers;
    if (!first) return false;
    this.note(order, first);
    for (const other of others) if (!order.isRefused && other.text !== first.text) this.wrong.push([order.key, first.text, other.text]);
    return true;
  }

  private note(order: Order, { status, text, body }: Answer<Written>): void {
    if (order.isRefused && (status === 409 || status === 403)) this.refused.push(order);
    else if (!order.isRefused && (status === 200 || status === 201)) this.acknowledged.push({ order, status, text, body });
    else this.wrong.push([order.key, status, text]);
  }
}

/** A server that stops sends what comes too late away: nothing was done. */
const isDone = ({ status, body }: Answer<Written>): boolean => !(status === 503 && body.code === 'server.stopping');
