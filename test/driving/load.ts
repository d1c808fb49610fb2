import { setTimeout as wait } from 'node:timers/promises';
import { CheckedLog } from './checked-log';
import { Desk, type Send } from './desk';
import { ordersWithoutEnd } from './orders';
import type { People } from './people';
import { embedded, type Stores } from './stores';

const desksAtOnce = 12;
const hour = 3_600_000;

/** Twelve clients at work on one register, and the record they work into, checked as it grows. */
export class Load {
  readonly log: CheckedLog;
  readonly desks: readonly Desk[];
  private readonly checked = new Map<Desk, number>();

  constructor(data: string, people: People, seed: string | number, stores: Stores = embedded) {
    const receivedAt = new Date(Date.now() - hour).toISOString();
    this.log = new CheckedLog(stores, data);
    this.desks = Array.from({ length: desksAtOnce }, (_, n) => new Desk(ordersWithoutEnd(people, `desk-${seed}-${n}`, receivedAt)));
  }

  /** How many commands were acknowledged. */
  get acknowledged(): number {
    return this.desks.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  }
  get refused(): number {
    return this.desks.reduce((sum, { refused }) => sum + refused.length, 0);
  }

  /** Until the server is gone. */
  async work(send: Send): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.work(send)));
  }

  /** Once so many more commands were acknowledged. */
  async answered(more: number): Promise<void> {
    for (const before = this.acknowledged; this.acknowledged < before + more;) await wait(2);
  }

  /** Every complaint that was begun. */
  async finish(send: Send): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.work(send, () => true)));
  }

  /** All that is wrong with the record, and with what was acknowledged since the last time. */
  async wrong(): Promise<readonly unknown[]> {
    const wrong = [...(await this.log.readOn())];
    for (const desk of this.desks) {
      for (const each of desk.acknowledged.slice(this.checked.get(desk) ?? 0)) wrong.push(...this.log.lost(each));
      for (const order of desk.refused) wrong.push(...this.log.trace(order));
      wrong.push(...desk.wrong);
      this.checked.set(desk, desk.acknowledged.length);
    }
    return wrong;
  }

  /** Sends every acknowledged command once more; hands out what was not answered as before, to the letter. */
  async answeredOtherwise(send: Send): Promise<readonly unknown[]> {
    const otherwise: unknown[] = [];
    const sendAgain = async ({ acknowledged }: Desk): Promise<void> => {
      for (const { order, status, text } of acknowledged) {
        const again = await send(order);
        if (again.status !== status || again.text !== text) otherwise.push({ key: order.key, answered: text, now: again.text });
      }
    };
    await Promise.all(this.desks.map(sendAgain));
    return otherwise;
  }
}
