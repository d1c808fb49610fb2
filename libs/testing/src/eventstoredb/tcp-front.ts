import { connect, createServer, type Server, type Socket } from 'node:net';

/** A stretch of network before a server: it keeps its address whatever becomes of the server, and can break in the ways a network does. */
export class TcpFront {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  private isFrozen = false;
  port = 0;

  /** `target` is the server's port. */
  constructor(private target: number) {}

  async open(): Promise<void> {
    const server = createServer({ pauseOnConnect: true }, (client) => this.join(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as { port: number }).port;
    this.server = server;
  }
  /** Connections break, and new ones are refused. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(null)));
    this.server = null;
    this.cut();
    await closed;
  }
  leadTo(target: number): void {
    this.target = target;
  }
  /** Every connection breaks; new ones are welcome. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }
  /** Nothing passes any more on the connections that are there, and nobody is told: half-open. New ones are welcome. */
  halfOpen(): void {
    for (const socket of this.sockets) {
      socket.removeAllListeners('data');
      socket.pause();
    }
  }
  /** Nothing passes, on any connection, until it thaws. */
  freeze(): void {
    this.isFrozen = true;
    for (const socket of this.sockets) socket.pause();
  }
  thaw(): void {
    this.isFrozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  private join(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (!this.isFrozen) from.resume();
    }
  }
}
