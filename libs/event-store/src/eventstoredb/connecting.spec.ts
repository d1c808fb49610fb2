import { createServer, type Server } from 'node:net';
import { EventStoreDbDouble } from '../../../testing/src/eventstoredb';
import { EventStoreDbEventStore } from './eventstoredb-event-store';

const refusal = async (connectionString: string): Promise<string> => {
  const store = new EventStoreDbEventStore(connectionString, { prefixes: ['thing-'], deadline: 5_000 });
  const text = { data: '{"a":1}', metadata: '{"schema":1}' };
  const event = { id: '8f1e1b0c-2d7a-4c8f-9a55-0d6a7a1c0b11', type: 'ThingHappened', ...text };
  const asked = await Promise.allSettled([store.append('thing-1', [event], 'no-stream'), store.last('thing-1'), store.head()]);
  await store.close();
  const said = asked.map((each) =>
    each.status === 'rejected' ? `${(each.reason as Error).name}: ${(each.reason as Error).message}` : 'done',
  );
  expect(new Set(said).size).toBe(1);
  return said[0]!;
};

describe('a connection string of EventStoreDB', () => {
  const warned = jest.spyOn(console, 'warn').mockImplementation();
  afterEach(() => {
    expect(warned).not.toHaveBeenCalled();
    warned.mockClear();
  });
  afterAll(() => warned.mockRestore());
  const refused = (connectionString: string): string => {
    try {
      new EventStoreDbEventStore(connectionString, { prefixes: [] });
      return 'opened';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it.each([
    'esdb:/127.0.0.1:2113',
    'http://leyla:s3cret@127.0.0.1:2113',
    'esdb://leyla:s3%cret@127.0.0.1:2113',
    'esdb://leyla:s3cret#127.0.0.1:2113',
    'esdb://127.0.0.1:port',
    'esdb://127.0.0.1:2113?tls=perhaps',
  ])('is refused where it is none, and not repeated: %s', (connectionString) => {
    expect(refused(connectionString)).toBe(
      'REDRESS_EVENT_STORE is no connection string of EventStoreDB; write esdb://user:password@host:2113?tls=true, special characters of the password as %XX.',
    );
  });
  it('is refused where an option is unknown, which the client would print with the password and pass over', () => {
    expect(refused('esdb://leyla:s3cret@127.0.0.1:2113?tls=true&tslCaFile=ca.crt')).toBe(
      'REDRESS_EVENT_STORE has an unknown option tslCaFile; known are connectionName, defaultDeadline, discoveryInterval, gossipTimeout, keepAliveInterval, keepAliveTimeout, maxDiscoverAttempts, nodePreference, throwOnAppendFailure, tls, tlsCaFile, userCertFile, userKeyFile.',
    );
  });
  it('is refused where it would have no certificate checked, which the client does not do', () => {
    expect(refused('esdb://127.0.0.1:2113?tls=true&tlsVerifyCert=false')).toBe(
      'tlsVerifyCert in REDRESS_EVENT_STORE has no effect here; name the file of the CA as tlsCaFile instead.',
    );
  });
  it.each([
    [`${__dirname}/none.crt`, ''],
    [__dirname, ' (EISDIR)'],
  ])('is refused where a file that it names cannot be read: %s', (file, why) => {
    expect(refused(`esdb://127.0.0.1:2113?tls=true&tlsCaFile=${encodeURIComponent(file)}`)).toBe(
      `A file that REDRESS_EVENT_STORE names as tlsCaFile, userCertFile or userKeyFile cannot be read${why}; correct the option.`,
    );
  });
  it('is taken whatever the case of its options', () =>
    expect(refused('esdb://127.0.0.1:2113?TLS=true&node_preference=leader')).toBe('opened'));
});

describe('what answers instead of an EventStoreDB', () => {
  let other: Server;
  let port: number;
  const answering = async (greeting: string): Promise<void> => {
    other = createServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end(greeting),
    );
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    port = (other.address() as { port: number }).port;
  };
  afterEach(() => new Promise((resolve) => other?.close(resolve)));

  it.each(['HTTP/1.1 400 Bad Request\r\n\r\n', 'SSH-2.0-other\r\n', ''])(
    'is told apart from one that cannot be reached: %j',
    async (greeting) => {
      await answering(greeting);
      expect(await refusal(`esdb://127.0.0.1:${port}?tls=false`)).toBe(
        'StoreUnavailable: What answers is no EventStoreDB, or one that wants TLS; correct host, port and tls in REDRESS_EVENT_STORE.',
      );
    },
  );
  it('is told to speak no TLS', async () => {
    await answering('HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(await refusal(`esdb://127.0.0.1:${port}?tls=true`)).toBe(
      'StoreUnavailable: What answers speaks no TLS; correct host and port in REDRESS_EVENT_STORE, or write tls=false for an EventStoreDB without TLS.',
    );
  });
  it('is nobody', async () => {
    const double = await EventStoreDbDouble.start();
    await double.stop();
    expect(await refusal(double.connectionString())).toBe(
      'StoreUnavailable: EventStoreDB cannot be reached; see that it runs and that REDRESS_EVENT_STORE names it.',
    );
  });
  it('is no machine', async () => {
    expect(await refusal('esdb://no-such-machine.invalid:2113?tls=false')).toBe(
      'StoreUnavailable: No machine has the name in REDRESS_EVENT_STORE; correct its host.',
    );
  });
  it('is no cluster', async () => {
    await answering('HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(await refusal(`esdb://127.0.0.1:${port},127.0.0.1:${port}?tls=false&maxDiscoverAttempts=1`)).toBe(
      'StoreUnavailable: No node of EventStoreDB says who leads its cluster; see that most of them run, and that hosts, ports and tls in REDRESS_EVENT_STORE are theirs.',
    );
  });
});
