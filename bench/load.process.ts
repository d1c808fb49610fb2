import autocannon from 'autocannon';
import { percentile } from './measuring';

/** What the load generator is told; it runs in a process of its own, so that it does not wait behind the server it measures. */
export interface Load {
  readonly url: string;
  readonly key: string;
  readonly paths: readonly string[];
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
}
export interface Loaded {
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p99: number;
}

const main = async ({ url, key, paths, body, connections, seconds }: Load): Promise<Loaded> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const requests = paths.map((path) => ({ method: 'POST' as const, path, body, headers }));
  const share = Math.floor(requests.length / connections);
  let from = 0;
  const options: autocannon.Options = {
    url,
    connections,
    duration: seconds,
    // Every connection has complaints of its own. With all of them for each, it would spend the first second on building requests.
    setupClient: (client) => {
      (client as unknown as { setRequests(requests: readonly object[]): void }).setRequests(requests.slice(from, (from += share)));
    },
  };
  const waited: number[] = [];
  const connected = new Set<autocannon.Client>();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(options, (error: Error | null, finished) => (error ? reject(error) : resolve(finished)));
    running.on('response', (client, _status, _bytes, milliseconds) => {
      // The first answer also waits for the connection: a busy server takes them on one by one.
      if (connected.has(client)) waited.push(milliseconds);
      else connected.add(client);
    });
  });
  return { answered: result['2xx'], refused: result.non2xx, seconds: result.duration, p99: Math.round(percentile(waited, 99)) };
};

process.once('message', (asked: Load) => void main(asked).then((loaded) => process.send!(loaded, () => process.exit(0))));
