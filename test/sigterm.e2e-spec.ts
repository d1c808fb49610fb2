import { setTimeout as wait } from 'node:timers/promises';
import { type Order } from './driving/orders';
import { type Send, sendBy } from './driving/desk';
import { Client } from './driving/http';
import { Load } from './driving/load';
import { makeRegister } from './driving/people';
import { randoms } from './driving/randoms';
import { Workplace } from './driving/redress';

/** `TERMINATIONS=200 TERMINATION_SEED=7 npx jest test/sigterm` tortures longer; a failure names its seed. */
const terminations = Number(process.env['TERMINATIONS'] ?? 20);
const seed = Number(process.env['TERMINATION_SEED'] ?? 1);
const quiet = { REDRESS_LOG_LEVEL: 'error' };

interface Request {
  readonly order: Order;
  /** null while there is none. */
  status: number | null;
}

/** Knows which requests wait for their answer, and what became of them. */
class Watched {
  private readonly waiting = new Set<Request>();

  constructor(private readonly base: Send) {}

  readonly send: Send = async (order) => {
    const request: Request = { order, status: null };
    this.waiting.add(request);
    try {
      const answer = await this.base(order);
      request.status = answer.status;
      return answer;
    } finally {
      this.waiting.delete(request);
    }
  };

  inFlight(): readonly Request[] {
    return [...this.waiting];
  }
}

describe(`a server that is told to end ${terminations} times under load (seed ${seed})`, () => {
  const workplace = new Workplace();
  const data = workplace.path('register');
  let load: Load;
  beforeAll(async () => (load = new Load(data, await makeRegister(data), seed)));
  afterAll(() => workplace.remove());

  const terminated = async (): Promise<void> => {
    const random = randoms(seed);
    let carriedOut = 0;
    for (let termination = 0; termination < terminations; termination += 1) {
      const serving = workplace.serve(data, quiet);
      const client = new Client((await serving.listening()).url);
      const watched = new Watched(sendBy(client));
      const working = load.work(watched.send);
      await load.answered(12);
      await wait(random() * 200);
      const inFlight = watched.inFlight();
      serving.signal('SIGTERM');
      await working;
      const { code, signal, stderr } = await serving.ended;
      client.close();
      const cut = inFlight.filter(({ status }) => status === null).map(({ order }) => order.key);
      carriedOut += inFlight.filter(({ status }) => status !== null && status < 500).length;
      const wrong = await load.wrong();
      expect({ termination, code, signal, stderr, cut, wrong }).toEqual({
        termination,
        code: 0,
        signal: null,
        stderr: '',
        cut: [],
        wrong: [],
      });
    }
    // Otherwise nothing was in flight, and ending cleanly was no art.
    expect(carriedOut).toBeGreaterThan(0);
  };
  it('answers what is in flight, sends away what comes after, loses nothing and exits 0', terminated, 240_000 + terminations * 8_000);

  it('ends as cleanly the moment it says where it listens', async () => {
    for (let time = 0; time < 3; time += 1) {
      const serving = workplace.serve(data, quiet);
      await serving.listening();
      expect({ ...(await serving.stop()), stdout: '' }).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    }
  }, 240_000);

  it('leaves read models that a rebuild from the same record equals', async () => {
    const { code, stderr } = await workplace.run(data, ['projections', 'rebuild', '--quiet']);
    expect([code, stderr]).toEqual([0, '']);
  }, 300_000);
});
