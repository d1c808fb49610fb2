import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { owns } from '@redress/access';
import { complaintCategory, complaintStream, replay, writtenNumber } from '@redress/complaints';
import { ChainFollower, type Problem, type SavedHead, verifyLog } from '@redress/event-store';
import { savedHeads } from '@redress/platform';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';
import { numberFrom } from './replay';

export interface VerifyOptions {
  readonly number?: string;
  readonly saveHead?: string;
  readonly head?: string;
  /** On servers without being asked: there a stream can hide what the log holds. */
  readonly deep?: boolean;
}

interface Verified {
  readonly complaints: number;
  readonly events: number;
  readonly ok: boolean;
  readonly head: { readonly complaints: number; readonly events: number; readonly sha256: string } | null;
  readonly problems: readonly {
    readonly number: string | null;
    readonly stream: string;
    readonly revision: number;
    readonly what: string;
  }[];
}

/** Follows every chain, or one; saves the heads, or holds the record against heads that were saved before. */
export const verifyVerb = async (setting: WithEngine, options: VerifyOptions): Promise<ExitCode> => {
  const { terminal } = setting;
  const verified = options.number === undefined ? await verifyAll(setting, options) : await verifyOne(setting, options.number);
  if (terminal.json) terminal.value(verified);
  else print(setting, verified);
  return verified.ok ? exitCodes.done : exitCodes.no;
};

const verifyOne = async ({ engine, actor, grant }: WithEngine, written: string): Promise<Verified> => {
  const number = numberFrom(written);
  const chain = new ChainFollower(complaintStream(number));
  const problems: Problem[] = [];
  let events = 0;
  for await (const batch of engine.events.read(complaintStream(number))) {
    events += batch.length;
    for (const event of batch) problems.push(...chain.take(event));
  }
  if (events === 0) throw new Refused(`There is no complaint ${writtenNumber(number)}; check the number.`);
  if (grant === 'own' && !(await ownsIt(engine, actor.id, number)))
    throw new Refused('You may verify complaints that you handle or received; ask a supervisor or an auditor.');
  return { complaints: 1, events, ok: problems.length === 0, head: null, problems: problems.map(named) };
};

const ownsIt = async (engine: WithEngine['engine'], actor: string, number: string): Promise<boolean> => {
  let receivedBy: string | null = null;
  let handler: string | null = null;
  for await (const { metadata, state } of replay(engine.events, number)) {
    receivedBy ??= metadata?.actor.id ?? null;
    ({ handler } = state);
  }
  return owns(actor, { handler, receivedBy });
};

const verifyAll = async (
  { engine, terminal, grant }: WithEngine,
  { saveHead, head, deep = !engine.gapless }: VerifyOptions,
): Promise<Verified> => {
  if (grant === 'own') throw new Refused('You may verify your own complaints only; give a number.');
  const saved = head === undefined ? [] : await readHeads(head);
  const progress = terminal.progress('verifying events', engine.gapless ? Number((await engine.events.head()) ?? 0) : null);
  const { events, problems, heads } = await verifyLog(engine.events, {
    saved,
    gapless: engine.gapless,
    deep,
    onProgress: (done) => progress.to(done),
  });
  progress.end();
  const text = savedHeads(heads);
  if (saveHead !== undefined) await writeFile(saveHead, text, { flag: 'wx' }).catch(cannotWrite(saveHead));
  const complaints = heads.filter(({ stream }) => stream.startsWith(complaintCategory)).length;
  return {
    complaints,
    events,
    ok: problems.length === 0,
    head: { complaints, events, sha256: createHash('sha256').update(text).digest('hex') },
    problems: problems.map(named),
  };
};

const named = ({ stream, revision, what }: Problem) => ({
  number: stream.startsWith(complaintCategory) ? stream.slice(complaintCategory.length) : null,
  stream,
  revision,
  what,
});

/** A saved head must never be overwritten by accident: it may be the only proof there is. */
const cannotWrite =
  (file: string) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EEXIST') throw new Refused(`${file} exists already; a saved head is kept. Name another file.`);
    throw new Refused(`The head cannot be written to ${file}: ${error.message}`);
  };

const readHeads = async (file: string): Promise<SavedHead[]> => {
  const heads: SavedHead[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) if (line !== '') heads.push(headFrom(line));
  } catch (error) {
    throw new Refused(`${file} is no saved head: ${(error as Error).message}. Give the file that --save-head wrote.`);
  }
  if (heads.length === 0) throw new Refused(`${file} holds no heads. Give the file that --save-head wrote.`);
  return heads;
};

const headFrom = (line: string): SavedHead => {
  const { stream, revision, hash } = JSON.parse(line) as Partial<SavedHead>;
  if (typeof stream !== 'string' || !Number.isSafeInteger(revision) || !/^[0-9a-f]{64}$/.test(hash ?? ''))
    throw new Error('a line is not {stream, revision, hash}');
  return { stream, revision: revision!, hash: hash! };
};

const print = ({ terminal }: WithEngine, { complaints, events, ok, head, problems }: Verified): void => {
  for (const { number, stream, revision, what } of problems)
    terminal.line(`${number === null ? stream : writtenNumber(number)} revision ${revision}: ${what}`);
  terminal.line(
    `${complaints} complaints, ${events} events: ${ok ? 'nothing was changed, removed or inserted inside a stream' : `${problems.length} problems`}`,
  );
  if (head) terminal.line(`head ${head.sha256}`);
};
