import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { anyCut, type Direction, type NetworkFault, TcpProxy } from '.';

const hour = 3_600_000;

/** One end of a connection, and what it was sent. */
class End {
  readonly chunks: Buffer[] = [];
  readonly over: Promise<'ended' | 'reset'>;

  constructor(readonly socket: Socket) {
    socket.on('data', (bytes: Buffer) => this.chunks.push(bytes));
    this.over = new Promise((resolve) => {
      socket.once('end', () => resolve('ended'));
      socket.once('error', ({ message }) => resolve(message.includes('ECONNRESET') ? 'reset' : (message as 'reset')));
    });
  }
  get received(): string {
    return Buffer.concat(this.chunks).toString();
  }
  async has(text: string): Promise<string> {
    while (this.received.length < text.length) await wait(1);
    return this.received;
  }
  send(text: string): void {
    this.socket.write(text);
  }
}

describe('a network that breaks to order', () => {
  let server: Server;
  let proxy: TcpProxy;
  let joined: Socket[];
  beforeEach(async () => {
    joined = [];
    server = createServer({ allowHalfOpen: true }, (socket) => joined.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy = new TcpProxy((server.address() as { port: number }).port);
    await proxy.open();
  });
  afterEach(async () => {
    await proxy.close();
    joined.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });

  const joinedBy = async (): Promise<Readonly<Record<'client' | 'server', End>>> => {
    const before = joined.length;
    const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
    const client = new End(socket);
    await once(socket, 'connect');
    while (joined.length === before) await wait(1);
    return { client, server: new End(joined.at(-1)!) };
  };
  /** Who sends and who receives in a direction. */
  const along = ({ client, server: end }: Awaited<ReturnType<typeof joinedBy>>, direction: Direction) =>
    direction === 'to-server' ? { from: client, to: end } : { from: end, to: client };
  /** What would pass has passed: as much has gone to and fro on a connection of its own. */
  const everythingElsePassed = async (): Promise<void> => {
    const other = await joinedBy();
    other.client.send('x'.repeat(200_000));
    await other.server.has('x'.repeat(200_000));
    other.server.send('y');
    await other.client.has('y');
    other.client.socket.destroy();
  };

  it('hands on what is sent, both ways, and the end of each way by itself', async () => {
    const { client, server: end } = await joinedBy();
    client.socket.end('asked');
    expect([await end.has('asked'), await end.over]).toEqual(['asked', 'ended']);
    end.socket.end('answered');
    expect([await client.has('answered'), await client.over, proxy.passed]).toEqual([
      'answered',
      'ended',
      { 'to-server': 5, 'to-client': 8 },
    ]);
  });

  const told = [
    ['end', 'ended'],
    ['reset', 'reset'],
    ['refuse', 'reset'],
  ] as const;
  describe.each(['to-server', 'to-client'] as const)('at a byte %s', (direction) => {
    it.each(told)('lets pass what came before and nothing after: %s', async (how, outcome) => {
      for (const byte of [0, 1, 4, 9, 10]) {
        const both = await joinedBy();
        const { from, to } = along(both, direction);
        proxy.strikeAt({ direction, byte, fault: { how } });
        from.send('0123456789');
        // Whoever is told of a reset together with bytes reads those, and may then see an end.
        await to.over;
        expect([byte, await from.over, to.received]).toEqual([byte, outcome, '0123456789'.slice(0, byte)]);
        await proxy.open();
      }
      expect(proxy.waiting).toBe(0);
    });
    it('lets nothing pass any more and tells nobody: half-open', async () => {
      const { from, to } = along(await joinedBy(), direction);
      proxy.strikeAt({ direction, byte: 4, fault: { how: 'half-open' } });
      from.send('0123');
      await to.has('0123');
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        one.send('more');
        await everythingElsePassed();
        expect([other.received.includes('more'), other.socket.readableEnded, other.socket.destroyed]).toEqual([false, false, false]);
      }
    });
    it('lets nothing pass any more that way alone', async () => {
      const { from, to } = along(await joinedBy(), direction);
      proxy.strikeAt({ direction, byte: 2, fault: { how: 'half-open', direction } });
      from.send('0123');
      await to.has('01');
      to.send('back');
      expect(await from.has('back')).toBe('back');
      await everythingElsePassed();
      expect(to.received).toBe('01');
    });
    it('counts over all connections, from when it was told', async () => {
      const first = along(await joinedBy(), direction);
      const second = along(await joinedBy(), direction);
      first.from.send('before');
      await first.to.has('before');
      proxy.strikeAt({ direction, byte: 6, fault: { how: 'reset' } });
      first.from.send('0123');
      await first.to.has('before0123');
      second.from.send('4567');
      expect([await second.from.over, second.to.received, first.to.socket.destroyed]).toEqual(['reset', '45', false]);
    });
    it('strikes more than once where it was told more than once', async () => {
      const first = along(await joinedBy(), direction);
      const second = along(await joinedBy(), direction);
      proxy.strikeAt({ direction, byte: 7, fault: { how: 'reset' } });
      proxy.strikeAt({ direction, byte: 3, fault: { how: 'end' } });
      first.from.send('012');
      expect([await first.from.over, first.to.received]).toEqual(['ended', '012']);
      second.from.send('3456');
      expect([await second.from.over, second.to.received]).toEqual(['reset', '3456']);
    });
  });

  it.each(told.slice(0, 2))('tells both ends at once: %s', async (how, outcome) => {
    const { client, server: end } = await joinedBy();
    proxy.strike({ how });
    expect([await client.over, await end.over]).toEqual([outcome, outcome]);
  });

  const slow: readonly NetworkFault[] = [
    { how: 'delay', milliseconds: 1 },
    { how: 'drip', bytes: 3, milliseconds: 1 },
  ];
  it.each(slow)('hands on all of it in its order, late: $how', async (fault) => {
    const { client, server: end } = await joinedBy();
    proxy.strike(fault);
    client.send('0123456789');
    client.socket.end('abc');
    expect([await end.over, end.received]).toEqual(['ended', '0123456789abc']);
  });
  it.each(slow)('holds back what is not due: $how', async (fault) => {
    const { client, server: end } = await joinedBy();
    proxy.strike({ ...fault, milliseconds: hour } as NetworkFault);
    client.send('0123456789');
    await everythingElsePassed();
    expect(end.received).toBe('');
  });
  it('hands on so many bytes at a time', async () => {
    const { client, server: end } = await joinedBy();
    proxy.strikeAt({ direction: 'to-server', byte: 2, fault: { how: 'drip', bytes: 3, milliseconds: 20 } });
    client.send('0123456789');
    await end.has('0123456789');
    expect(end.chunks.map(String)).toEqual(['01', '234', '567', '89']);
  });

  it('refuses who comes, until it is opened again at the same address', async () => {
    const { client } = await joinedBy();
    proxy.strike({ how: 'refuse' });
    expect(await client.over).toBe('reset');
    const [error] = (await once(connect(proxy.port, '127.0.0.1'), 'error')) as [{ code: string }];
    const { port } = proxy;
    await proxy.open();
    const again = await joinedBy();
    again.client.send('here');
    expect([error.code, proxy.port, await again.server.has('here')]).toEqual(['ECONNREFUSED', port, 'here']);
  });
  it('breaks off who comes while there is no server behind it', async () => {
    proxy.leadTo(1);
    const socket = connect(proxy.port, '127.0.0.1').resume();
    socket.on('error', () => undefined);
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });
  it('hands nothing on while it is frozen, and all of it when it thaws', async () => {
    const { client, server: end } = await joinedBy();
    proxy.freeze();
    client.socket.end('0123456789');
    await wait(20);
    const before = [end.received, end.socket.readableEnded];
    proxy.thaw();
    expect([before, await end.over, end.received]).toEqual([['', false], 'ended', '0123456789']);
  });
  it('forgets what was to strike', async () => {
    const { client, server: end } = await joinedBy();
    proxy.strikeAt({ direction: 'to-server', byte: 2, fault: { how: 'reset' } });
    proxy.calm();
    client.send('0123');
    expect(await end.has('0123')).toBe('0123');
  });
  it('takes no more from a sender than the receiver takes', async () => {
    const { client, server: end } = await joinedBy();
    end.socket.pause();
    const most = 32 * 1024 * 1024;
    client.socket.write(Buffer.alloc(most));
    await wait(200);
    expect(proxy.passed['to-server']).toBeLessThan(most / 2);
    end.socket.resume();
    while (end.socket.bytesRead < most) await wait(1);
    expect(proxy.passed['to-server']).toBe(most);
  });

  it('chooses the same cut for the same chance, within the bytes there are', () => {
    const chances = [0, 0, 0, 0.5, 0.5, 0.5, 0.999, 0.999, 0.999].values();
    const cuts = Array.from({ length: 3 }, () => anyCut(() => chances.next().value!, { 'to-server': 10, 'to-client': 1_000 }));
    expect(cuts).toEqual([
      { direction: 'to-server', fault: { how: 'end' }, byte: 0 },
      { direction: 'to-client', fault: { how: 'reset' }, byte: 500 },
      { direction: 'to-client', fault: { how: 'reset' }, byte: 999 },
    ]);
  });
});
