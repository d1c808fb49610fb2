import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintStream, writtenNumber } from '@redress/complaints';
import { SqliteEventStore, verifyLog } from '@redress/event-store';
import { developmentStaff, type Engine, environmentWithFile, localSystem, openEngine, settingsFrom } from '@redress/platform';
import { changeOneByte } from '../demo/change-one-byte';
import { driveOneComplaint } from '../demo/drive-one-complaint';
import { exitCodes, type ExitCode, Refused } from '../exit';
import { explain, refuseUnlessPermitted } from '../run';
import { type Manner, Terminal } from '../terminal';
import type { StartApi, WithEngine } from '../verb';
import { importCfpbVerb } from './import-cfpb';
import { queueVerb } from './queue';
import { replayVerb } from './replay';
import { serveVerb } from './serve';
import { statsVerb } from './stats';

export interface DemoOptions {
  readonly once?: boolean;
  readonly complaints?: number;
}

/** A real public register: complaints about one bank, 2017 to 2023 (CFPB, public domain). */
const sample = join(__dirname, '..', '..', '..', '..', '..', 'data-samples', 'cfpb', 'boa-2017-2023-62516.csv.gz');

/** The main job, end to end, on real data. A second run adds nothing. */
export const demoVerb = async (manner: Manner, options: DemoOptions, startApi: StartApi): Promise<ExitCode> => {
  const terminal = new Terminal({ ...manner, json: false });
  const environment = { REDRESS_DATA: './demo-data', REDRESS_LOG_LEVEL: 'warn', ...environmentWithFile(process.env, process.cwd()) };
  try {
    if (!existsSync(sample)) throw new Refused(`The sample register is missing: ${sample}. Clone the repository anew.`);
    await refuseUnlessPermitted('Operate', settingsFrom(environment));
    const engine = await openEngine(settingsFrom(environment));
    try {
      await tour({ terminal, environment, engine, actor: localSystem, grant: 'yes' }, options, startApi);
    } finally {
      await engine.close();
    }
    if (options.once) return exitCodes.done;
    title(terminal, 'The API serves until Ctrl-C');
    return await serveVerb(manner, () => startApi({ ...environment }));
  } catch (error) {
    return explain(terminal, error);
  }
};

const title = (terminal: Terminal, text: string): void => {
  terminal.line();
  terminal.line(`— ${text}`);
};

const tour = async (setting: WithEngine, { complaints }: DemoOptions, startApi: StartApi): Promise<void> => {
  const { terminal, engine } = setting;
  title(terminal, `1. A real public register is read into ${engine.settings.data}`);
  await importCfpbVerb(setting, { file: sample, dryRun: false, ...(complaints !== undefined && { limit: complaints }) });

  title(terminal, '2. One complaint goes from receipt to closing through the API');
  const number = await throughTheApi(setting, startApi);

  title(terminal, `3. Its replay, event by event (redress replay ${number})`);
  await replayVerb(setting, { number, by: 'recorded', raw: false });
  terminal.line(
    'Every "s1:…" above is sealed: names, contacts and free texts, under a key of this complaint alone. A role that may read them sees them opened, and the reading is recorded.',
  );

  title(terminal, '4. One byte is changed in a copy of the record, and verify names the event');
  await tamperWithACopy(setting, number);

  title(terminal, '5. What must be done next (redress queue)');
  await engine.projectors.catchUp();
  await queueVerb(setting, { name: 'all', limit: 10 });

  title(terminal, '6. Statistics with their definitions (redress stats)');
  await statsVerb(setting, { basis: 'received' });
};

/** The API is the real one, on a free port of this machine, with keys that end when the demonstration does. */
const throughTheApi = async ({ engine, terminal, environment }: WithEngine, startApi: StartApi): Promise<string> => {
  const people = await developmentStaff(engine);
  const { url, stop } = await startApi({ ...environment, REDRESS_PORT: '0', REDRESS_HOST: '127.0.0.1', REDRESS_ENV: 'development' });
  const made: string[] = [];
  try {
    const keyOf = async (role: 'agent' | 'supervisor') => {
      const { key, prefix } = await engine.apiKeys.create(people.get(role)!, engine.clock.now());
      made.push(prefix);
      return key;
    };
    return await driveOneComplaint({
      url,
      agent: { id: people.get('agent')!.id, key: await keyOf('agent') },
      supervisor: { id: people.get('supervisor')!.id, key: await keyOf('supervisor') },
      tell: (line) => terminal.line(line),
    });
  } finally {
    for (const prefix of made) await engine.apiKeys.revoke(prefix, engine.clock.now());
    await stop();
  }
};

const tamperWithACopy = async ({ engine, terminal }: WithEngine, number: string): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-demo-'));
  try {
    const copy = join(folder, 'events.db');
    copyRecord(engine, copy);
    const changed = changeOneByte(copy, complaintStream(number));
    terminal.line(`In the copy, ${changed}`);
    const store = new SqliteEventStore(copy, { readOnly: true });
    const { problems } = await verifyLog(store, { gapless: true });
    await store.close();
    for (const { revision, what } of problems) terminal.line(`verify: ${writtenNumber(number)} revision ${revision}: ${what}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const copyRecord = ({ events }: Engine, path: string): void => {
  if (!(events instanceof SqliteEventStore)) throw new Refused('The demonstration needs the embedded store.');
  events.copyTo(path);
};
