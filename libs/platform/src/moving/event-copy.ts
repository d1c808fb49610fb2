import { versionCategories } from '@redress/deadlines';
import { type EventStore, OutcomeUnknown, type RecordedEvent, RevisionConflict } from '@redress/event-store';
import { MoveRefused } from './move-refused';
import type { Run } from './runs';
import type { SealedCheck } from './sealed-check';

/** Appends that are on their way together, each of another stream: a file takes them in one commit, a server one beside the other. */
export const atOnce = { file: 250, server: 32 } as const;
const bytesInWave = 8_000_000;
/** So often an append is looked for and sent again whose outcome nobody told. */
const rounds = 5;

/**
 * Puts runs into a store, many at once and never two of one stream: what stands in a stream keeps its order, versions of policies and
 * calendars come before whatever pins them, and in a file all comes in the order of the log.
 */
export class EventCopy {
  /** Events that were looked at, whether they had to be stored or not. */
  events = 0;
  private wave = new Map<string, Run>();
  private bytes = 0;

  /** `there`: the last revision of each stream that the target holds already; of those nothing is sent again. `most` at once. */
  constructor(
    private readonly target: Pick<EventStore, 'append' | 'last'> | null,
    private readonly there: ReadonlyMap<string, number>,
    private readonly sealed: SealedCheck,
    private readonly most: number,
  ) {}

  /** Throws MoveRefused and what the target throws, also for runs before. */
  async add(run: Run): Promise<void> {
    const [{ stream }] = run;
    const isVersion = versionCategories.some((category) => stream.startsWith(category));
    if (isVersion || this.wave.has(stream) || this.wave.size === this.most || this.bytes > bytesInWave) await this.send();
    this.wave.set(stream, run);
    for (const { data, metadata } of run) this.bytes += data.length + metadata.length;
    if (isVersion) await this.send();
  }

  async end(): Promise<void> {
    await this.send();
  }

  /** What does not open with its key is found before it is stored. */
  private async send(): Promise<void> {
    const runs = [...this.wave.values()];
    this.wave = new Map();
    this.bytes = 0;
    const { target } = this;
    await this.sealed.open(runs.flat());
    if (target) {
      const outcomes = await Promise.allSettled(runs.map((run) => this.append(target, this.missing(run))));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    }
    this.events += runs.reduce((sum, { length }) => sum + length, 0);
  }

  private missing(run: Run): readonly RecordedEvent[] {
    const last = this.there.get(run[0].stream) ?? -1;
    return run.filter(({ revision }) => revision > last);
  }

  private async append(target: Pick<EventStore, 'append' | 'last'>, run: readonly RecordedEvent[]): Promise<void> {
    const [first] = run;
    if (!first) return;
    const { stream, revision } = first;
    const events = run.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
    for (let round = 1; ; round += 1) {
      try {
        await target.append(stream, events, revision === 0 ? 'no-stream' : revision - 1);
        return;
      } catch (error) {
        if (error instanceof RevisionConflict) throw written(stream);
        if (!(error instanceof OutcomeUnknown)) throw error;
        if ((await target.last(stream))?.id === events.at(-1)!.id) return;
        if (round === rounds) throw unanswered();
      }
    }
  }
}

const written = (stream: string): MoveRefused =>
  new MoveRefused(
    'impossible',
    `Somebody else writes to ${stream} of the target; end redress serve and redress work there, and run this again.`,
  );
const unanswered = (): MoveRefused =>
  new MoveRefused('impossible', 'The target does not say what it stored; see that it runs well and run this again: it goes on from there.');
