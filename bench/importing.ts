import { join } from 'node:path';
import type { NewEvent } from '@redress/event-store';
import { SqliteEventStore } from '@redress/event-store';
import { compared, inFolder, type Row } from './measuring';
import { imported, openIn, registerOf } from './register';

const complaints = 10_000;

/** The import of a register with its streams and read models, against appending the very same events as fast as the log takes them. */
export const importingRows = (): Promise<readonly Row[]> =>
  inFolder(async (folder) => {
    const file = await registerOf(folder, complaints);
    let run = 0;
    const candidate = async (): Promise<number> => {
      const engine = await openIn(join(folder, `import-${(run += 1)}`));
      const events = await imported(engine, file);
      await engine.projectors.catchUp();
      await engine.close();
      return events;
    };
    await candidate();
    const streams = await streamsOf(join(folder, 'import-1', 'events.db'));
    const against = async (): Promise<number> => {
      const store = new SqliteEventStore(join(folder, `raw-${(run += 1)}.db`));
      let count = 0;
      for (let from = 0; from < streams.length; from += 400) {
        const group = streams.slice(from, from + 400);
        await Promise.all(group.map(([stream, events]) => store.append(stream, events, 'no-stream')));
        count += group.reduce((sum, [, events]) => sum + events.length, 0);
      }
      await store.close();
      return count;
    };
    const row = await compared({
      operation: 'import of a register, sealed, with all read models',
      unit: 'events',
      reference: 'group-commit append of the same events',
      goal: 0.3,
      candidate,
      against,
      rounds: 3,
      note: `${complaints} complaints`,
    });
    return [row];
  });

const streamsOf = async (file: string): Promise<readonly (readonly [string, readonly NewEvent[]])[]> => {
  const store = new SqliteEventStore(file, { readOnly: true });
  const streams = new Map<string, NewEvent[]>();
  for await (const batch of store.all(null)) {
    for (const { stream, id, type, data, metadata } of batch) {
      const events = streams.get(stream) ?? [];
      events.push({ id, type, data, metadata });
      streams.set(stream, events);
    }
  }
  await store.close();
  return [...streams];
};
