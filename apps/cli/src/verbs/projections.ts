import type { ProjectorStatus, Rebuilt } from '@redress/projections';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';

/** Every read model: how far it is, what waits, and its digests. */
export const projectionsVerb = async ({ engine, terminal }: WithEngine): Promise<ExitCode> => {
  const statuses = await engine.projectors.status();
  const shown = await Promise.all(statuses.map(async (status) => ({ ...status, digest: await digestOf(engine, status) })));
  if (terminal.json) shown.forEach((each) => terminal.value(each));
  else {
    terminal.table([
      ['read model', 'position', 'behind', 'parked', 'kept by', 'content'],
      ...shown.map(({ collection, position, lag, parked, holder, digest }) => [
        collection,
        position ?? '-',
        `${lag.events}${lag.more ? '+' : ''} events, ${lag.seconds} s`,
        String(parked),
        holder ?? '-',
        digest?.content ?? '-',
      ]),
    ]);
  }
  return exitCodes.done;
};

const digestOf = async ({ documents }: WithEngine['engine'], { collection, position }: ProjectorStatus) => {
  if (position === null) return null;
  const { completeness, content } = await documents.digests(collection);
  return { completeness, content };
};

export interface RebuildVerbOptions {
  readonly names: readonly string[];
  readonly allowParked: boolean;
}

/** Builds anew, compares and serves. Exit 3 when the new generation differs or an event cannot be folded; what was served still is. */
export const rebuildVerb = async ({ engine, terminal }: WithEngine, { names, allowParked }: RebuildVerbOptions): Promise<ExitCode> => {
  const head = await engine.events.head();
  const progress = terminal.progress('rebuilding, events', head === null ? null : Number(head));
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const rebuilt = await engine.projectors.rebuild(names, {
      allowParked,
      signal: stop.signal,
      onProgress: (position) => progress.to(Number(position ?? 0)),
    });
    for (const [name, each] of rebuilt) tell({ terminal }, name, each);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof Error && error.name === 'RebuildRefused') throw new Refused(error.message, exitCodes.no);
    if (error instanceof Error && error.name === 'UnknownReadModel') throw new Refused(error.message, exitCodes.usage);
    throw error;
  } finally {
    progress.end();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
};

const tell = (
  { terminal }: Pick<WithEngine, 'terminal'>,
  name: string,
  { collection, digests, parked, comparedWith, differences }: Rebuilt,
): void => {
  const { completeness, content } = digests;
  if (terminal.json) terminal.value({ name, collection, digest: { completeness, content }, parked, comparedWith, differences });
  else {
    const equal =
      comparedWith === null
        ? 'nothing was served before'
        : differences === null
          ? `equal to ${comparedWith}`
          : `differs from ${comparedWith}: ${JSON.stringify(differences)}`;
    terminal.line(`${collection} is served; ${equal}; ${parked.length} parked; content ${content}`);
  }
};
