import { complaintStream, writtenNumber } from '@redress/complaints';
import { owedInWords, PinnedVersions } from '@redress/deadlines';
import type { Instant } from '@redress/kernel';
import { OpenQueue, OpenQueueHandler, type QueueLine, type QueueName } from '@redress/read-models/queries';
import { exitCodes, type ExitCode, Refused } from '../exit';
import { PersonalData } from '../personal-data';
import type { WithEngine } from '../verb';

export interface QueueOptions {
  readonly name: QueueName;
  readonly handler?: string;
  readonly team?: string;
  readonly limit: number;
  readonly after?: string;
}

/** What must be done next, as of now. */
export const queueVerb = async (setting: WithEngine, { name, ...filter }: QueueOptions): Promise<ExitCode> => {
  const { engine, terminal, actor } = setting;
  await engine.projectors.catchUp();
  const now = engine.clock.now();
  const question = new OpenQueue(name, actor.id, now, engine.versions.endOfDay(now), filter);
  const handler = new OpenQueueHandler(engine.readModels, new PinnedVersions(engine.versions, engine.events));
  const { items, next } = await handler.execute(question).catch(refuseBadCursor);
  const personal = await PersonalData.forAnswer(
    engine,
    actor,
    items.map(({ number }) => number),
    'queue',
  );
  const lines = await Promise.all(
    items.map(async (line) => ({ ...line, summary: await personal.text(complaintStream(line.number), line.summary, 'summary') })),
  );
  if (terminal.json) [...lines, { next }].forEach((line) => terminal.value(line));
  else print(setting, now, lines, next, personal.note);
  return exitCodes.done;
};

const refuseBadCursor = (error: unknown): never => {
  if (error instanceof Error && error.name === 'BadCursor') throw new Refused(error.message, exitCodes.usage);
  throw error;
};

type Shown = Omit<QueueLine, 'summary'> & { readonly summary: string | null };
const print = ({ engine, terminal }: WithEngine, now: Instant, lines: readonly Shown[], next: string | null, note: string): void => {
  if (lines.length === 0) terminal.line('Nothing is in this queue.');
  else {
    const { timeZone: home } = engine.versions;
    terminal.table([
      ['number', 'state', `due (${home})`, 'severity', 'team', 'handler', 'received', 'summary'],
      ...lines.map((line) => [
        writtenNumber(line.number),
        line.state,
        owedIn(line, now, home),
        line.severity === null ? '-' : String(line.severity),
        line.team ?? '-',
        line.handler ?? '-',
        line.receivedAt.slice(0, 10),
        line.summary ?? '-',
      ]),
    ]);
  }
  if (next !== null) terminal.say(`There is more: --after '${next}'`);
  if (note !== '') terminal.say(note.replace(/^; /, ''));
};

const owedIn = ({ due, dueClock: clock, remaining, timeZone }: Shown, now: Instant, home: string): string =>
  due === null || clock === null || remaining === null || timeZone === null
    ? '-'
    : owedInWords({ clock, due, remaining, timeZone }, now, home);
