import { connect, type Socket } from 'node:net';

/** A bare connection, and what came back over it. */
export class BareConnection {
  received = '';
  readonly ended: Promise<void>;
  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (bytes) => (this.received += bytes.toString('latin1')));
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()));
  }
  static to(url: string): Promise<BareConnection> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => resolve(connection));
      const connection = new BareConnection(socket);
    });
  }
  send(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }
  async until(wanted: RegExp): Promise<string> {
    while (!wanted.test(this.received)) await new Promise((resolve) => this.socket.once('data', resolve));
    return this.received;
  }
  /** Sends nothing more, and still hears. */
  finish(): void {
    this.socket.end();
  }
  /** Is gone from one moment to the next. */
  break(): void {
    this.socket.destroy();
  }
}
