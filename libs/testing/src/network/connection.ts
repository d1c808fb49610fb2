import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Direction, NetworkFault, Strikes } from './network-faults';

/** What the connections of one network share. */
export interface Traffic {
  readonly strikes: Strikes;
  /** Bytes that went on. */
  readonly passed: Record<Direction, number>;
  /** Settles when bytes may go on; null: they may. */
  thawing(): Promise<void> | null;
  refuse(): void;
}

/** A connection through the network: two sockets and what flows between them. */
export class Connection {
  /** When both sockets are gone. */
  readonly over: Promise<void>;
  private readonly sockets: readonly Socket[];
  private readonly flows: Readonly<Record<Direction, Flow>>;

  constructor(
    client: Socket,
    server: Socket,
    private readonly traffic: Traffic,
  ) {
    this.sockets = [client, server];
    this.flows = {
      'to-server': new Flow('to-server', client, server, this, traffic),
      'to-client': new Flow('to-client', server, client, this, traffic),
    };
    this.over = Promise.all(this.sockets.map(gone)).then(() => undefined);
    for (const flow of Object.values(this.flows)) void flow.run();
  }

  suffer(fault: NetworkFault): void {
    switch (fault.how) {
      case 'end':
        this.lose();
        for (const socket of this.sockets) socket.end();
        return;
      case 'reset':
        this.lose();
        for (const socket of this.sockets) socket.resetAndDestroy();
        return;
      case 'half-open':
        return this.lose(fault.direction);
      case 'delay':
        return this.slow(fault.milliseconds);
      case 'drip':
        return this.slow(fault.milliseconds, fault.bytes);
      case 'refuse':
        this.traffic.refuse();
        return this.suffer({ how: 'reset' });
    }
  }
  /** Gone at once, whatever was under way. */
  destroy(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private lose(direction?: Direction): void {
    for (const flow of this.both(direction)) flow.isLost = true;
  }
  private slow(milliseconds: number, bytes = Infinity): void {
    for (const flow of this.both()) flow.pace = { milliseconds, bytes };
  }
  private both(direction?: Direction): readonly Flow[] {
    return direction ? [this.flows[direction]] : Object.values(this.flows);
  }
}

/** One direction of a connection. Nothing more is taken from the sender than the receiver takes. */
class Flow {
  isLost = false;
  pace = { milliseconds: 0, bytes: Infinity };

  constructor(
    private readonly direction: Direction,
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly connection: Connection,
    private readonly traffic: Traffic,
  ) {}

  async run(): Promise<void> {
    try {
      for await (const bytes of this.from.iterator({ destroyOnReturn: false })) await this.forward(bytes as Buffer);
      await this.traffic.thawing();
      if (!this.isLost) this.to.end();
    } catch {
      if (!this.isLost) this.to.destroy();
    }
  }

  private async forward(bytes: Buffer): Promise<void> {
    await this.traffic.thawing();
    const strike = this.isLost ? null : this.traffic.strikes.within(this.direction, bytes.length);
    if (!strike) return this.pass(bytes);
    await this.pass(bytes.subarray(0, strike.after));
    this.connection.suffer(strike.fault);
    const rest = bytes.subarray(strike.after);
    if (rest.length > 0) await this.forward(rest);
  }

  private async pass(bytes: Buffer): Promise<void> {
    for (let rest = bytes; rest.length > 0 && !this.isLost;) {
      const { milliseconds, bytes: most } = this.pace;
      if (milliseconds > 0) await wait(milliseconds, undefined, { ref: false });
      if (this.isLost) return;
      const piece = rest.subarray(0, Math.min(rest.length, most));
      await taken(this.to, piece);
      this.traffic.passed[this.direction] += piece.length;
      rest = rest.subarray(piece.length);
    }
  }
}

/** Also where there is nobody any more to take them. */
const taken = (to: Socket, bytes: Buffer): Promise<void> => new Promise((resolve) => void to.write(bytes, () => resolve()));
const gone = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once('close', () => resolve()).on('error', () => undefined));
