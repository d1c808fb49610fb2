import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  environmentWithFile,
  filesOf,
  openEngine,
  openEventStore,
  type Place,
  settingsFrom,
  type Settings,
  shownSettings,
} from '@redress/platform';
import { exitCodes, type ExitCode } from '../exit';
import { explain, refuseUnlessPermitted } from '../run';
import { type Manner, Terminal } from '../terminal';

interface Line {
  readonly what: string;
  readonly ok: boolean;
  /** What is there, or what to do. */
  readonly says: string;
}

/** Environment, settings, stores: each line ok or what to do. Exit 3 when one is not ok. */
export const checkVerb = async (manner: Manner): Promise<ExitCode> => {
  const terminal = new Terminal(manner);
  try {
    const environment = environmentWithFile(process.env, process.cwd());
    const settings = settingsFrom(environment);
    const found = await stores(settings);
    const lines = [...runtime(), ...(filesOf(placesOf(settings)).length > 0 ? await dataFolder(settings) : []), ...found.lines];
    const shown = shownSettings(environment);
    // A register that cannot be opened has nobody to ask, and then these lines are what its owner needs.
    if (lines.every(({ ok }) => ok) && found.hasBegun) await refuseUnlessPermitted('Operate', settings);
    if (terminal.json) terminal.value({ ok: lines.every(({ ok }) => ok), checks: lines, settings: shown });
    else {
      terminal.table(lines.map(({ what, ok, says }) => [ok ? 'ok' : 'NO', what, says]));
      terminal.line();
      terminal.table(shown.map(({ name, value }) => [name, value]));
    }
    return lines.every(({ ok }) => ok) ? exitCodes.done : exitCodes.no;
  } catch (error) {
    return explain(terminal, error);
  }
};

const supported = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
};

const runtime = (): readonly Line[] => {
  const { node } = process.versions;
  return [{ what: 'Node', ok: supported(node), says: supported(node) ? node : `${node}; install 20.19, 22.13 or 24` }];
};

const dataFolder = async ({ data }: Settings): Promise<readonly Line[]> => {
  const there = nearest(data);
  if (!isWritable(there)) {
    const says = `${there} is no folder that can be written; change its owner or name another in REDRESS_DATA`;
    return [{ what: 'data folder', ok: false, says }];
  }
  if (there !== data) return [{ what: 'data folder', ok: true, says: `${data} will be made` }];
  const { bavail, bsize } = await statfs(data);
  const free = Math.round((bavail * bsize) / 1e6);
  return [
    { what: 'data folder', ok: true, says: data },
    { what: 'free space', ok: free >= 500, says: free >= 500 ? `${free} MB` : `${free} MB; make room: less than 500 MB is left` },
  ];
};

/** The folder itself, or the one in which it would be made. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)));

const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
};

const placesOf = ({ eventStore, documentStore, keyStore }: Settings): readonly Place[] => [eventStore, documentStore, keyStore];

/** Is there a register? Looking must not begin one: its time zone is fixed then. Throws what opening the record throws. */
const hasBegun = async (settings: Settings): Promise<boolean> => {
  if (settings.eventStore.on === 'file') return filesOf(placesOf(settings)).some((file) => existsSync(file));
  const events = await openEventStore(settings);
  try {
    return (await events.head()) !== null;
  } finally {
    await events.close();
  }
};

const stores = async (settings: Settings): Promise<{ readonly hasBegun: boolean; readonly lines: readonly Line[] }> => {
  try {
    if (!(await hasBegun(settings))) {
      return { hasBegun: false, lines: [{ what: 'stores', ok: true, says: 'none yet; the first start makes them' }] };
    }
    const engine = await openEngine(settings);
    const head = await engine.events.head();
    await engine.close();
    return { hasBegun: true, lines: [{ what: 'stores', ok: true, says: `record at position ${head ?? 'none'}` }] };
  } catch (error) {
    return { hasBegun: true, lines: [{ what: 'stores', ok: false, says: (error as Error).message }] };
  }
};
