import { ChainFollower, type EventStore, type Handled, OutcomeUnknown, StoreUnavailable, StreamDecider } from '@redress/event-store';
import type { Decider, Instant } from '@redress/kernel';
import { uuidOf } from '@redress/kernel';
import { type KeyStore, KeysUnavailable, Sealer, SqliteKeyStore } from '@redress/sealing';
import { SqliteFile } from '@redress/sqlite';
import { collect, SqliteStores } from '@redress/testing';
import { DocumentsUnavailable, type DocumentStore } from './document-store';
import { Projector } from './projector';
import { SqliteDocumentStore } from './sqlite/sqlite-document-store';
import { viewsFile } from './sqlite/views-file';
import { jarCodec, type JarEvent, jarReading, stillClock } from './toy.spec-support';

/** `IO_FAULTS=all npx jest io-faults` lets every call fail; otherwise every fortieth does. */
const step = process.env['IO_FAULTS'] === 'all' ? 1 : 40;

/** Which call of all calls to the three ports fails: before anything was done, or once it was done. */
class Calls {
  count = 0;
  constructor(
    private readonly failing: number,
    private readonly when: 'before' | 'after',
  ) {}

  isFailing(): 'before' | 'after' | null {
    return this.count++ === this.failing ? this.when : null;
  }

  /** The port, of which each call is counted; `failure` is what it would fail with. */
  through<P extends object>(port: P, failure: (method: string, when: 'before' | 'after') => Error): P {
    return new Proxy(port, {
      get: (target, name: string) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function' || name === 'close') return method;
        return (...given: unknown[]): unknown => {
          const when = this.isFailing();
          const work = (): unknown => method.apply(target, given) as unknown;
          if (when === null) return work();
          return name === 'read' || name === 'all'
            ? brokenReading(work, when, failure(name, when))
            : brokenCall(work, when, failure(name, when));
        };
      },
    });
  }
}
const brokenCall = async (work: () => unknown, when: string, failure: Error): Promise<never> => {
  if (when === 'after') await work();
  throw failure;
};
async function* brokenReading(work: () => unknown, when: string, failure: Error): AsyncGenerator<unknown> {
  if (when === 'after') yield* work() as AsyncIterable<unknown>;
  throw failure;
}

type Told = { readonly type: 'Tell'; readonly events: readonly JarEvent[] };
const decider: Decider<number, Told, JarEvent> = { initial: 0, decide: ({ events }) => events, evolve: (told) => told + 1 };
const actor = { id: 'leyla', role: 'agent' } as const;
const now = '2026-05-03T08:00:00.000Z' as Instant;

/** Thirty commands about three jars, some of them of two events. */
const commands = Array.from({ length: 30 }, (_nothing, n): { readonly stream: string; readonly command: Told } => {
  const on = `2026-03-${String(n + 1).padStart(2, '0')}`;
  const filled: JarEvent = { type: 'JarFilled', data: { on, grams: n } };
  const opened: JarEvent = { type: 'JarOpened', data: { on, fruit: 'quince' } };
  return { stream: `jar-${n % 3}`, command: { type: 'Tell', events: n < 3 ? [opened, filled] : [filled] } };
});

/** As a client does, who sends the same command again until it is answered, and as the projector does, which comes back. */
const untilDone = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let failures = 0; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      const isPassing = [StoreUnavailable, OutcomeUnknown, KeysUnavailable, DocumentsUnavailable].some((each) => error instanceof each);
      if (!isPassing || failures === 1) throw error;
    }
  }
};

/** All that is wrong after the scenario in which a call failed; and how many calls there were. */
const played = async (
  failing: number,
  when: 'before' | 'after',
): Promise<{ readonly calls: number; readonly wrong: readonly unknown[] }> => {
  const stores = new SqliteStores();
  const calls = new Calls(failing, when);
  const log = stores.open();
  const keyStore = new SqliteKeyStore(`${stores.folder}/keys.db`);
  const views = new SqliteFile(':memory:', viewsFile, { durability: 'NORMAL' });
  try {
    const events: EventStore = calls.through<EventStore>(log, (method, at) =>
      method === 'append' && at === 'after'
        ? new OutcomeUnknown('a test asked for this')
        : new StoreUnavailable('failed', 'a test asked for this'),
    );
    const keys: KeyStore = calls.through<KeyStore>(keyStore, () => new KeysUnavailable('failed', new Error('a test asked for this')));
    const plain: DocumentStore = new SqliteDocumentStore(views);
    const documents = calls.through(plain, () => new DocumentsUnavailable('a test asked for this'));
    const jars = new StreamDecider(events, keys, new Sealer(keys), jarCodec, decider, async () => ({}));
    const projector = new Projector(jarReading(), events, documents, { clock: stillClock });
    const acknowledged: Handled<number>[] = [];
    for (const [n, { stream, command }] of commands.entries()) {
      const commandId = uuidOf('redress-command-1', actor.id, String(n));
      acknowledged.push(await untilDone(() => jars.handle(stream, { command, number: '', body: command, commandId, actor, now })));
      await untilDone(() => projector.catchUp());
    }
    const { count } = calls;
    return { calls: count, wrong: [...(await wrongIn(log, acknowledged)), ...(await staleIn(log, plain))] };
  } finally {
    views.close();
    await keyStore.close();
    await stores.remove();
  }
};

/** Torn chains, commands that are lost, done twice, or answered otherwise than they are stored. */
const wrongIn = async (log: EventStore, acknowledged: readonly Handled<number>[]): Promise<readonly unknown[]> => {
  const stored = await collect(log.all(null));
  const wrong: unknown[] = [];
  const chains = new Map(commands.map(({ stream }) => [stream, new ChainFollower(stream)]));
  for (const event of stored) wrong.push(...chains.get(event.stream)!.take(event));
  const told = commands.flatMap(({ stream, command: { events } }) => events.map(({ data }) => `${stream} ${JSON.stringify(data)}`));
  const there = stored.map(({ stream, data }) => `${stream} ${data}`);
  if (there.join() !== told.join()) wrong.push({ there, told });
  for (const [n, { revision, position }] of acknowledged.entries()) {
    const last = stored.find(({ stream, revision: at }) => stream === commands[n]!.stream && at === revision);
    if (last?.position !== position) wrong.push({ command: n, answered: { revision, position }, stored: last });
  }
  return wrong;
};

/** What the read model shows otherwise than one that is built from the same record. */
const staleIn = async (log: EventStore, documents: DocumentStore): Promise<readonly unknown[]> => {
  const { differences } = await new Projector(jarReading(), log, documents, { clock: stillClock }).rebuild();
  const { position } = await documents.checkpoint('jars@1.1');
  return differences === null && position === (await log.head()) ? [] : [{ differences, position }];
};

describe('thirty commands, of whose calls to the stores one fails', () => {
  it.each(['before', 'after'] as const)(
    'leave the record, the answers and the read models right: %s it was done',
    async (when) => {
      const { calls, wrong } = await played(-1, when);
      expect([calls > 300, wrong]).toEqual([true, []]);
      for (let failing = 0; failing < calls; failing += step) {
        expect({ failing, wrong: (await played(failing, when)).wrong }).toEqual({ failing, wrong: [] });
      }
      if (step === 1) process.stdout.write(`Each of ${calls} calls failed ${when} it was done.\n`);
    },
    3_600_000,
  );
});
