import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Knows the connections of a server, so that stopping waits for answers and for nothing else. Node takes a connection that never sent
 * a byte for busy and would wait a minute for it; it takes keep-alive connections for idle only while it is asked.
 */
export class Connections {
  private readonly open = new Set<Socket>();

  constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.open.add(socket);
      // Requests that are sent ahead of the answers to others each listen to it.
      socket.setMaxListeners(0);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  /** Ends idle connections again and again until `closed`; after `hardCap` milliseconds those with a request too. */
  async endWhile(closed: Promise<void>, hardCap: number): Promise<void> {
    // After what has arrived was read: a request that only waits in the socket makes its connection busy.
    const often = setInterval(() => setImmediate(() => this.endIdle()), 20);
    const atLast = setTimeout(() => this.open.forEach((socket) => socket.destroy()), hardCap);
    await closed.finally(() => {
      clearInterval(often);
      clearTimeout(atLast);
    });
  }

  private endIdle(): void {
    this.server.closeIdleConnections();
    for (const socket of this.open) if (socket.bytesRead === 0) socket.destroy();
  }
}
