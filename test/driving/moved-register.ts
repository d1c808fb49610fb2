import { join } from 'node:path';
import { type RecordedEvent } from '@redress/event-store';
import { type Engine, openEngine, settingsFrom } from '@redress/platform';
import { sendBy } from './desk';
import { Client } from './http';
import { Load } from './load';
import { makeRegister, type People } from './people';
import type { Ended, Workplace } from './redress';

type Environment = Readonly<Record<string, string>>;
const copy = join(__dirname, '..', '..', 'data-samples', 'cfpb', 'nyu-2015-2020-6623.csv.gz');

/** A register and the stores it lies on. */
export interface Side {
  readonly data: string;
  readonly environment: Environment;
}

/** What a register is known by, wherever it lies. */
export interface Planted {
  readonly people: People;
  /** Streams whose keys are destroyed, each with the moment. */
  readonly erased: readonly { readonly stream: string; readonly destroyedAt: string }[];
  /** Under which the complaint of that number is found. */
  readonly emails: readonly { readonly email: string; readonly number: string }[];
  /** First characters of an API key that was revoked, and the key. */
  readonly revoked: string;
}

/** Imported complaints, some from receipt to closing, people with keys, one key revoked, and two complaints erased. */
export const plant = async (workplace: Workplace, data: string, rows: number): Promise<Planted> => {
  const people = await makeRegister(data);
  await workplace.run(data, ['import', 'cfpb', copy, '--limit', String(rows), '--quiet']);
  const load = new Load(data, people, 'moving');
  const serving = workplace.serve(data, { REDRESS_LOG_LEVEL: 'error' });
  const client = new Client((await serving.listening()).url);
  const working = load.work(sendBy(client));
  await load.answered(150);
  await serving.stop();
  await working;
  client.close();
  const emails = load.desks.flatMap(({ complaints, acknowledged }) =>
    complaints
      .filter(({ number }) => acknowledged.some(({ body }) => body.number === number))
      .map(({ email, number }) => ({ email, number })),
  );
  return inEngine({ data, environment: {} }, async ({ keys, apiKeys, clock }) => {
    const destroyedAt = clock.now();
    const erased = [`complaint-${emails[0]!.number}`, 'complaint-that-never-was'];
    for (const stream of erased) await keys.destroy(stream, destroyedAt);
    await apiKeys.revoke(people.analyst.key.slice(0, 8), clock.now());
    return { people, erased: erased.map((stream) => ({ stream, destroyedAt })), emails: emails.slice(1), revoked: people.analyst.key };
  });
};

export const inEngine = async <T>({ data, environment }: Side, work: (engine: Engine) => Promise<T>): Promise<T> => {
  const engine = await openEngine(settingsFrom({ REDRESS_DATA: data, ...environment }));
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
};

/** All that must be the same on both sides. */
export const known = async (workplace: Workplace, side: Side, { people, emails, revoked }: Planted) => {
  const run = (...args: string[]): Promise<Ended> => workplace.run(side.data, args, side.environment);
  const numbers = emails.slice(0, 3).map(({ number }) => number);
  const replays = [];
  for (const number of numbers) replays.push((await run('replay', number, '--json')).stdout, (await run('replay', number, '--raw')).stdout);
  const verified = JSON.parse((await run('verify', '--json')).stdout) as Record<string, unknown>;
  const rebuilt = (await run('projections', 'rebuild', '--json', '--quiet')).stdout.trim().split('\n');
  const digests = rebuilt.map((line) => JSON.parse(line) as { name: string; digest: object }).map(({ name, digest }) => [name, digest]);
  const asHolderOf = (key: string): Promise<Ended> =>
    workplace.run(side.data, ['api-keys', 'list', '--json'], { ...side.environment, REDRESS_API_KEY: key });
  const [asAdmin, asRevoked] = [await asHolderOf(people.admin.key), await asHolderOf(revoked)];
  const inside = await inEngine(side, insideOf(emails));
  return { replays, verified, digests, asAdmin, asRevoked, ...inside };
};

const insideOf =
  (emails: Planted['emails']) =>
  async ({ events, keys, sealer, lookups }: Engine) => {
    const found = [];
    for (const { email } of emails) found.push(await lookups.find('email', email));
    let opened = 0;
    let sealed = 0;
    for await (const batch of events.all(null)) {
      for (const { stream, text } of batch.flatMap(sealedIn)) {
        if ((await sealer.open(stream, text)) === 'sealed') sealed += 1;
        else opened += 1;
      }
    }
    return {
      found,
      opened,
      sealed,
      tombstones: [...(await keys.tombstones())].sort((one, other) => (one.stream < other.stream ? -1 : 1)),
      apiKeys: await keys.apiKeys(),
      lookupsAreWhole: (await keys.lookupsThrough()) === (await events.head()),
    };
  };

const sealedIn = ({ stream, data }: RecordedEvent) =>
  [...data.matchAll(/"(s1:[^"]+)"/g)].map(([, text]) => ({ stream, text: text as never }));
