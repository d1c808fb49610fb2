import { ChainFollower, commandIdOf, type EventMetadata, metadataOf, type RecordedEvent } from '@redress/event-store';
import type { Acknowledged } from './desk';
import type { Order } from './orders';
import type { Stores } from './stores';

interface Stored {
  readonly stream: string;
  /** Of the command's last event. */
  revision: number;
  position: string;
}

/** The record as it grows, event by event: is it whole, is every command in it once, and every acknowledged one as it was answered? */
export class CheckedLog {
  private readonly chains = new Map<string, ChainFollower>();
  private readonly ids = new Set<string>();
  private readonly commands = new Map<string, Stored>();
  private position: string | null = null;

  constructor(
    private readonly stores: Stores,
    private readonly data: string,
  ) {}

  get streams(): readonly string[] {
    return [...this.chains.keys()];
  }

  /** Reads what came since; answers all that is wrong with it. */
  async readOn(): Promise<readonly unknown[]> {
    const store = await this.stores.openLog(this.data);
    const wrong: unknown[] = [];
    try {
      for await (const batch of store.all(this.position)) for (const event of batch) wrong.push(...this.take(event));
      return wrong;
    } finally {
      await store.close();
    }
  }

  /** Nothing where the record holds what was answered. */
  lost({ order, text, body }: Acknowledged): readonly unknown[] {
    const stored = this.commands.get(idOf(order));
    const place = stored && [stored.stream.slice(stored.stream.indexOf('-') + 1), stored.revision, stored.position].join(' ');
    const answered = [body.number ?? body.id, body.revision, body.position].join(' ');
    return place === answered ? [] : [{ key: order.key, answered: text, stored: stored ?? 'nothing' }];
  }

  /** Nothing where a refused command left no event. */
  trace(order: Order): readonly unknown[] {
    const stored = this.commands.get(idOf(order));
    return stored ? [{ refused: order.key, stored }] : [];
  }

  private take(event: RecordedEvent): readonly unknown[] {
    const { stream, id, position } = event;
    const chain = this.chains.get(stream) ?? new ChainFollower(stream);
    this.chains.set(stream, chain);
    const wrong: unknown[] = [...chain.take(event)];
    const step = BigInt(position) - BigInt(this.position ?? 0);
    if (this.stores.gapless ? step !== 1n : step <= 0n) wrong.push({ gapBefore: position });
    this.position = position;
    if (this.ids.has(id)) wrong.push({ twice: id });
    this.ids.add(id);
    return [...wrong, ...this.takeCommand(event, metadataOf(event))];
  }

  private takeCommand({ stream, revision, position }: RecordedEvent, { commandId }: EventMetadata): readonly unknown[] {
    const known = this.commands.get(commandId);
    this.commands.set(commandId, { stream, revision, position });
    if (!known || (known.stream === stream && known.revision === revision - 1)) return [];
    return [{ commandId, happenedIn: known, andAgainIn: { stream, revision } }];
  }
}

const idOf = ({ who: { id, role }, key }: Order): string => commandIdOf({ actor: { id, role }, key, now: '' });
