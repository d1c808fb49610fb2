import { readFileSync } from 'node:fs';
import { localSystem } from '@redress/platform';
import { type ApiKeyOfPart, loadApi, type LoadReport, loadStores, type Part } from '@redress/simulation';
import { exitCodes, type ExitCode, Refused } from '../exit';
import { explain } from '../run';
import { type Manner, Terminal } from '../terminal';
import type { WithEngine } from '../verb';

export interface LoadgenOptions {
  readonly complaints: number;
  readonly seed: string;
  /** `stores`, or the URL of an API. */
  readonly into: string;
  readonly keys?: string;
  readonly connections: number;
  readonly rate?: number;
  readonly allowRemote?: boolean;
}

/** Makes a register of invented complaints in the stores themselves. Exit 3 when a rule refused something. */
export const loadStoresVerb = async ({ engine, terminal }: WithEngine, { complaints, seed }: LoadgenOptions): Promise<ExitCode> => {
  const progress = terminal.progress('complaints', complaints);
  const { events, keys, versions, clock } = engine;
  // Always the same people, whoever runs it: the numbers of complaints follow from who received them.
  const actor = localSystem;
  const now = () => clock.now();
  const report = await loadStores({ seed, complaints, events, keys, versions, actor, now, onProgress: (done) => progress.to(done) });
  progress.end();
  return tell(terminal, report, 'events');
};

/** Drives an API with the same complaints. Opens no stores: whether it may is judged by the API, key by key. */
export const loadApiVerb = async (manner: Manner, options: LoadgenOptions): Promise<ExitCode> => {
  const terminal = new Terminal(manner);
  try {
    const url = urlOf(options);
    const keys = keysFrom(options.keys);
    const progress = terminal.progress('complaints', options.complaints);
    const { seed, complaints, connections, rate = null } = options;
    const report = await loadApi({ url, keys, seed, complaints, connections, rate, onProgress: (done) => progress.to(done) });
    progress.end();
    return tell(terminal, report, 'commands');
  } catch (error) {
    return explain(terminal, error);
  }
};

const tell = (terminal: Terminal, report: LoadReport, unit: 'events' | 'commands'): ExitCode => {
  if (terminal.json) terminal.value(report);
  else {
    const { complaints, alreadyThere, acknowledged, refused, seconds, perSecond, p50, p99 } = report;
    const before = unit === 'events' ? `, ${alreadyThere} of them there before` : '';
    terminal.line(`${complaints} complaints${before}: ${report[unit]} ${unit} in ${seconds} s, ${perSecond} a second`);
    terminal.line(
      `${acknowledged} commands acknowledged, ${refused} refused; half within ${p50 ?? '-'} ms, 99 of 100 within ${p99 ?? '-'} ms`,
    );
  }
  return report.refused > 0 ? exitCodes.no : exitCodes.done;
};

const thisMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const urlOf = ({ into, allowRemote = false }: LoadgenOptions): string => {
  const url = URL.canParse(into) ? new URL(into) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Refused('--into takes stores, or the URL of an API such as http://127.0.0.1:3000.', exitCodes.usage);
  if (!allowRemote && !thisMachine.test(url.hostname))
    throw new Refused(
      'This API is on another machine. Invented complaints cannot be taken out of its record again; say --allow-remote if it is yours to fill.',
      exitCodes.usage,
    );
  return url.origin + url.pathname.replace(/\/$/, '');
};

/** One of an agent and one of a supervisor, as `redress serve --json` prints them. */
const keysFrom = (file: string | undefined): Readonly<Record<Part, ApiKeyOfPart>> => {
  if (file === undefined) throw new Refused(`Name with --keys a file that holds ${keysForm}.`, exitCodes.usage);
  const keys = listIn(file);
  const of = (role: Part): ApiKeyOfPart => {
    const found = keys.find((key) => key.role === role && typeof key.staffId === 'string' && typeof key.key === 'string');
    if (!found) throw new Refused(`${file} holds no key of the role ${role}; it must hold ${keysForm}.`, exitCodes.usage);
    return found as ApiKeyOfPart;
  };
  return { agent: of('agent'), supervisor: of('supervisor') };
};

const keysForm = 'what `redress serve --json` prints, or a list of {role, staffId, key}, with an agent and a supervisor among them';

type Listed = { readonly role?: unknown; readonly staffId?: unknown; readonly key?: unknown };

const listIn = (file: string): readonly Listed[] => {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as { readonly keys?: unknown };
    const list = Array.isArray(read) ? read : read.keys;
    if (!Array.isArray(list)) throw new Error('no list');
    return list as readonly Listed[];
  } catch {
    throw new Refused(`${file} cannot be read; it must hold ${keysForm}.`, exitCodes.usage);
  }
};
