import { connect, createServer, type Server, type Socket } from 'node:net';
import { Connection, type Traffic } from './connection';
import { type Direction, type NetworkFault, type Strike, Strikes } from './network-faults';

/**
 * A stretch of network before a server of any kind: it keeps its address whatever becomes of the server, and breaks in the ways a network
 * does, at once or at a byte that is named before.
 */
export class TcpProxy {
  port = 0;
  /** Bytes that went on since the beginning. */
  readonly passed: Record<Direction, number> = { 'to-server': 0, 'to-client': 0 };
  private server: Server | null = null;
  private readonly connections = new Set<Connection>();
  private readonly strikes = new Strikes();
  private frozen: { readonly thawed: Promise<void>; readonly thaw: () => void } | null = null;
  private readonly traffic: Traffic = {
    strikes: this.strikes,
    passed: this.passed,
    thawing: () => this.frozen?.thawed ?? null,
    refuse: () => void this.refuse(),
  };

  /** `target` is the server's port. */
  constructor(private target: number) {}

  /** Connections are taken, at the port of the first time. */
  async open(): Promise<void> {
    if (this.server) return;
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.join(client));
    this.server = server;
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as { port: number }).port;
  }
  /** Connections break, and new ones are refused. */
  async close(): Promise<void> {
    const closed = this.refuse();
    this.thaw();
    this.cut();
    await closed;
  }
  leadTo(target: number): void {
    this.target = target;
  }

  /** To every connection that is there; new ones are whole, and welcome unless they are refused. */
  strike(fault: NetworkFault): void {
    if (fault.how === 'refuse') void this.refuse();
    for (const connection of this.connections) connection.suffer(fault);
  }
  /** To the connection whose byte it is, counted from now over all of them. */
  strikeAt(strike: Strike): void {
    this.strikes.plan(strike);
  }
  /** How many faults still wait for their byte. */
  get waiting(): number {
    return this.strikes.count;
  }
  /** What `work` lets pass in each direction. */
  async passedBy(work: () => Promise<unknown>): Promise<Readonly<Record<Direction, number>>> {
    const before = { ...this.passed };
    await work();
    return {
      'to-server': this.passed['to-server'] - before['to-server'],
      'to-client': this.passed['to-client'] - before['to-client'],
    };
  }
  /** No fault waits any more; those that struck stay. */
  calm(): void {
    this.strikes.clear();
  }
  /** Every connection is gone at once, also those of which nobody was told. */
  cut(): void {
    for (const connection of this.connections) connection.destroy();
  }
  halfOpen(direction?: Direction): void {
    this.strike({ how: 'half-open', ...(direction && { direction }) });
  }
  /** Nothing passes, on any connection, until it thaws; then all of it does. */
  freeze(): void {
    let thaw = (): void => undefined;
    const thawed = new Promise<void>((resolve) => (thaw = resolve));
    this.frozen ??= { thawed, thaw };
  }
  thaw(): void {
    this.frozen?.thaw();
    this.frozen = null;
  }

  /** Settles when the last connection is gone. */
  private async refuse(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) await new Promise((resolve) => server.close(resolve));
  }
  private join(client: Socket): void {
    const server = connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const connection = new Connection(client, server, this.traffic);
    this.connections.add(connection);
    void connection.over.then(() => this.connections.delete(connection));
  }
}
