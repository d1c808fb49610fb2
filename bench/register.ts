import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Engine, localSystem, openEngine, settingsFrom } from '@redress/platform';
import { importCfpb } from '@redress/registers';

const sample = join(process.cwd(), 'data-samples', 'cfpb', 'boa-2017-2023-62516.csv.gz');

/** A copy of the sample register with as many complaints as asked for; beyond its end it begins again under other ids. */
export const registerOf = async (folder: string, complaints: number): Promise<string> => {
  const file = join(folder, `register-${complaints}.csv`);
  const out = createWriteStream(file);
  let written = 0;
  for (let copy = 0; written < complaints; copy += 1) {
    let first = true;
    for await (const line of createInterface({ input: createReadStream(sample).pipe(createGunzip()) })) {
      if (first) {
        first = false;
        if (copy === 0) out.write(`${line}\n`);
        continue;
      }
      if (written === complaints) break;
      out.write(`${copy === 0 ? '' : copy}${line}\n`);
      written += 1;
    }
  }
  await new Promise((resolve) => out.end(resolve));
  return file;
};

export const openIn = (folder: string): Promise<Engine> => openEngine(settingsFrom({ REDRESS_DATA: folder }));

export const imported = async (engine: Engine, file: string): Promise<number> => {
  const { events } = await importCfpb(file, {
    events: engine.events,
    keys: engine.keys,
    actor: localSystem,
    now: () => engine.clock.now(),
  });
  return events;
};
