import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { Latencies } from './latencies';
import { lifeLine, type Part, type Step } from './life-line';
import { type Load, type LoadReport, reportOf } from './load-report';

/** Whose commands they are; the agent handles what it received. */
export interface ApiKeyOfPart {
  readonly staffId: string;
  readonly key: string;
}

export interface LoadingApi extends Load {
  readonly url: string;
  readonly keys: Readonly<Record<Part, ApiKeyOfPart>>;
  /** Complaints at once, each over a connection of its own. */
  readonly connections: number;
  /** Commands a second at most, over all connections; null for as many as are answered. */
  readonly rate: number | null;
}

/** The load could not be brought to its end; the message says what to do. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

interface Answer {
  readonly status: number;
  readonly retryAfter: number;
  readonly number: string;
}

/** So often a command is sent again that the server could not take, or did not answer. */
const tries = 8;

/**
 * Drives the API as that many clients would. Every command has its own Idempotency-Key, so that the same seed again is answered as before
 * and adds nothing. A refusal ends a life line and is counted. Throws NotLoaded.
 */
export const loadApi = async (loading: LoadingApi): Promise<LoadReport> => {
  const client = new ApiClient(loading.url, loading.connections);
  const pace = new Pace(loading.rate);
  const latencies = new Latencies();
  const counts = { complaints: 0, alreadyThere: 0, events: 0, commands: 0, acknowledged: 0, refused: 0 };
  const begun = performance.now();
  const give = async (path: string, step: Step): Promise<Answer | null> => {
    await pace.next();
    const asked = performance.now();
    counts.commands += 1;
    const answer = await client.give(path, step, loading.keys[step.part].key);
    latencies.add(performance.now() - asked);
    if (answer.status >= 400) counts.refused += 1;
    else counts.acknowledged += 1;
    return answer.status >= 400 ? null : answer;
  };
  const live = async (nth: number): Promise<void> => {
    const line = lifeLine(loading.seed, nth);
    const received = await give('/complaints', line.receipt);
    if (!received) return;
    for (const step of line.later(received.number, loading.keys.agent.staffId))
      if (!(await give(`/complaints/${received.number}/${step.path}`, step))) return;
  };
  let next = 0;
  const work = async (): Promise<void> => {
    for (let nth = next++; nth < loading.complaints; nth = next++) {
      await live(nth);
      counts.complaints += 1;
      loading.onProgress?.(counts.complaints);
    }
  };
  try {
    await Promise.all(Array.from({ length: loading.connections }, work));
  } finally {
    client.close();
  }
  return reportOf(counts, counts.commands, performance.now() - begun, latencies);
};

/** Hands out turns at equal distances. */
class Pace {
  private turn = performance.now();

  constructor(private readonly rate: number | null) {}

  async next(): Promise<void> {
    if (this.rate === null) return;
    this.turn = Math.max(this.turn + 1000 / this.rate, performance.now());
    await wait(this.turn - performance.now());
  }
}

class ApiClient {
  private readonly isTls: boolean;
  private readonly agent: PlainAgent;

  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.isTls = url.startsWith('https:');
    const options = { keepAlive: true, maxSockets: connections };
    this.agent = this.isTls ? new TlsAgent(options) : new PlainAgent(options);
  }

  /** Again while the server is busy, and where no answer came: the key makes it the same command. */
  async give(path: string, step: Step, key: string): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.send(path, step, key).catch((error: Error) => error);
      if (!(answer instanceof Error) && answer.status === 401)
        throw new NotLoaded('The API takes none of these keys; give those that `redress serve --json` or `redress api-keys add` showed.');
      const isBusy = answer instanceof Error || answer.status === 429 || answer.status >= 500;
      if (!(answer instanceof Error) && !isBusy) return answer;
      if (attempt === tries) throw new NotLoaded(sentenceOf(answer, this.url));
      await wait(answer instanceof Error ? attempt * 100 : answer.retryAfter * 1000);
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private send(path: string, { body, key }: Step, apiKey: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': key };
    const ask = this.isTls ? tlsRequest : plainRequest;
    return new Promise((resolve, reject) => {
      const asking = ask(`${this.url}${path}`, { method: 'POST', agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 500, headers: said } = response;
          resolve({ status, retryAfter: Number(said['retry-after'] ?? 1), number: numberIn(Buffer.concat(chunks).toString('utf8')) });
        });
      });
      asking.on('error', reject);
      asking.end(JSON.stringify(body));
    });
  }
}

const numberIn = (text: string): string => /"number":"(\d{12})"/.exec(text)?.[1] ?? '';

const sentenceOf = (answer: Answer | Error, url: string): string =>
  answer instanceof Error
    ? `Nothing answers at ${url}; see that redress serve runs there, and run this again: it goes on from there.`
    : `The API goes on answering ${answer.status}; see that it is well, or ask for less with --rate, and run this again: it goes on from there.`;
