import { complaintStream } from '@redress/complaints';
import { readModelOf } from '@redress/projections';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';
import { numberFrom } from './replay';

/** What waits in every read model, with the reason and where to look. */
const waiting = async ({ engine }: WithEngine) => {
  const parks = await Promise.all(
    (await engine.projectors.status()).map(async ({ name, version, collection, position }) =>
      position === null
        ? []
        : (await engine.documents.parked(collection)).map(({ build, ...park }) => ({
            readModel: readModelOf({ name, version }),
            ...park,
            build,
          })),
    ),
  );
  return parks.flat();
};

export const listParked = async (setting: WithEngine): Promise<ExitCode> => {
  const parks = await waiting(setting);
  const { terminal } = setting;
  if (terminal.json) parks.forEach((park) => terminal.value(park));
  else if (parks.length === 0) terminal.line('Nothing waits.');
  else
    terminal.table([
      ['read model', 'stream', 'revision', 'since build', 'reason'],
      ...parks.map(({ readModel, stream, revision, build, reason }) => [readModel, stream, String(revision), build, reason]),
    ]);
  return exitCodes.done;
};

/** Folds what waits, in order. */
export const retryParked = async (setting: WithEngine): Promise<ExitCode> => {
  await setting.engine.projectors.retryParked();
  const left = await waiting(setting);
  await listParked(setting);
  return left.length === 0 ? exitCodes.done : exitCodes.no;
};

/** The event that stopped a complaint, as it is stored; what is sealed stays sealed. */
export const showParked = async (setting: WithEngine, { number }: { readonly number: string }): Promise<ExitCode> => {
  const { engine, terminal } = setting;
  const stream = complaintStream(numberFrom(number));
  const parks = (await waiting(setting)).filter((park) => park.stream === stream);
  const [first] = parks;
  if (!first) throw new Refused('This complaint does not wait in any read model.');
  for await (const [event] of engine.events.read(stream, first.revision)) {
    if (event) terminal.value({ parked: parks, event });
    break;
  }
  return exitCodes.done;
};
