import { complaintStream, writtenNumber } from '@redress/complaints';
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
  const { items, next } = await new OpenQueueHandler(engine.readModels).execute(question).catch(refuseBadCursor);
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
  else print(setting, lines, next, personal.note);
  return exitCodes.done;
};

const refuseBadCursor = (error: unknown): never => {
  if (error instanceof Error && error.name === 'BadCursor') throw new Refused(error.message, exitCodes.usage);
  throw error;
};

type Shown = Omit<QueueLine, 'summary'> & { readonly summary: string | null };
const print = ({ terminal }: WithEngine, lines: readonly Shown[], next: string | null, note: string): void => {
  if (lines.length === 0) terminal.line('Nothing is in this queue.');
  else {
    terminal.table([
      ['number', 'state', 'due', 'clock', 'severity', 'team', 'handler', 'received', 'summary'],
      ...lines.map(({ number, state, severity, due, dueClock, team, handler, receivedAt, summary }) => [
        writtenNumber(number),
        state,
        due ?? '-',
        dueClock ?? '-',
        severity === null ? '-' : String(severity),
        team ?? '-',
        handler ?? '-',
        receivedAt.slice(0, 10),
        summary ?? '-',
      ]),
    ]);
  }
  if (next !== null) terminal.say(`There is more: --after '${next}'`);
  if (note !== '') terminal.say(note.replace(/^; /, ''));
};
