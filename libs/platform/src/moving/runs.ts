import { limits, type RecordedEvent } from '@redress/event-store';

/** Events of one stream that stand side by side in the log. */
export type Run = readonly [RecordedEvent, ...RecordedEvent[]];

/** Events in one append at most, unless one command has more. */
const eventsInRun = 100;

type Log = AsyncIterable<readonly RecordedEvent[]>;

/**
 * The log as appends that every store takes: each command whole, as it was recorded, and commands that follow each other in one stream
 * together, as far as an append holds them.
 */
export async function* runsOf(log: Log): AsyncGenerator<Run> {
  let run: RecordedEvent[] = [];
  let bytes = 0;
  for await (const command of commandsOf(log)) {
    const more = bytesOf(command);
    const goesOn = run.length > 0 && command[0].stream === run[0]!.stream;
    if (run.length > 0 && (!goesOn || bytes + more > limits.append || run.length + command.length > eventsInRun)) {
      yield run as unknown as Run;
      [run, bytes] = [[], 0];
    }
    run.push(...command);
    bytes += more;
  }
  if (run.length > 0) yield run as unknown as Run;
}

async function* commandsOf(log: Log): AsyncGenerator<Run> {
  let command: RecordedEvent[] = [];
  for await (const batch of log) {
    for (const event of batch) {
      if (command.length > 0 && !isOfOneCommand(command[0]!, event)) {
        yield command as unknown as Run;
        command = [];
      }
      command.push(event);
    }
  }
  if (command.length > 0) yield command as unknown as Run;
}

const isOfOneCommand = (one: RecordedEvent, other: RecordedEvent): boolean =>
  one.stream === other.stream && commandOf(one) === commandOf(other);

/** Metadata stays text: parsing it costs as much as moving it. */
const commandOf = ({ metadata }: RecordedEvent): string | undefined => /"commandId":"([^"]*)"/.exec(metadata)?.[1];

const bytesOf = (events: readonly RecordedEvent[]): number =>
  events.reduce((sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata), 0);
