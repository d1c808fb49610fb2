import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Measure, owedAt, PinnedVersions } from '@redress/deadlines';
import { type Instant, plusHours, type StaffId } from '@redress/kernel';
import type { Page, PageQuery } from '@redress/projections';
import { type QueueEntry, queueOrder } from '../queue';
import { staffWhoLeft } from './staff-who-left';
import { type Paging, ReadModels } from './read-models';

export type QueueName = 'all' | 'unassigned' | 'ownerless' | 'mine' | 'overdue' | 'due-today' | 'at-risk';
/** What a queue holds of the open complaints: those of some owners (all where none are named), those due from an instant on and before another. */
interface Held {
  readonly owners?: readonly string[];
  readonly dueFrom?: Instant;
  readonly dueBefore?: Instant;
}
interface Asking {
  readonly reader: StaffId;
  readonly now: Instant;
  /** Where the day of `now` ends in the register's zone. */
  readonly dayEnds: Instant;
  readonly inactive: () => Promise<readonly StaffId[]>;
}

const atRiskHours = 24;

/** Every queue, with what it holds. */
export const queues: Readonly<Record<QueueName, { readonly title: string; readonly holds: (asking: Asking) => Held | Promise<Held> }>> = {
  all: { title: 'Every open complaint', holds: () => ({}) },
  unassigned: { title: 'Neither a handler nor an organisation answers for it', holds: () => ({ owners: ['none'] }) },
  ownerless: { title: 'Its handler no longer works here', holds: async ({ inactive }) => ({ owners: await inactive() }) },
  mine: { title: 'The reader handles it', holds: ({ reader }) => ({ owners: [reader] }) },
  overdue: { title: 'What was owed next is due already', holds: ({ now }) => ({ dueBefore: now }) },
  'due-today': {
    title: 'What is owed next is due before the day ends',
    holds: ({ now, dayEnds }) => ({ dueFrom: now, dueBefore: dayEnds }),
  },
  'at-risk': {
    title: `What is owed next is due within ${atRiskHours} hours`,
    holds: ({ now }) => ({ dueFrom: now, dueBefore: plusHours(now, atRiskHours) }),
  },
};
export const queueNames = Object.keys(queues) as readonly QueueName[];

/** What a list shows of an entry; `summary` is sealed. */
export type Line = Pick<QueueEntry, 'number' | 'state' | 'severity' | 'due' | 'dueClock' | 'team' | 'handler' | 'receivedAt' | 'summary'>;
/** A line of a queue, as of the instant of the answer. */
export interface QueueLine extends Line {
  /** What is left until `due` in the unit of the clock, 0 when overdue; null where nothing is owed. */
  readonly remaining: Measure | null;
  /** In which the clock counts (IANA name); null where nothing is owed. */
  readonly timeZone: string | null;
}

export interface QueueFilter extends Paging {
  readonly handler?: StaffId;
  readonly team?: string;
}

/** What must be done next: due first (what is never due last), then the most severe, then the oldest. Throws BadCursor. */
export class OpenQueue extends Query<Page<QueueLine>> {
  constructor(
    readonly queue: QueueName,
    readonly reader: StaffId,
    readonly now: Instant,
    readonly dayEnds: Instant,
    readonly filter: QueueFilter,
  ) {
    super();
  }
}

@QueryHandler(OpenQueue)
export class OpenQueueHandler implements IQueryHandler<OpenQueue> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly versions: PinnedVersions,
  ) {}

  async execute({ queue, reader, now, dayEnds, filter }: OpenQueue): Promise<Page<QueueLine>> {
    const inactive = async (): Promise<readonly StaffId[]> => [...(await staffWhoLeft(this.readModels)).keys()];
    const held = await queues[queue].holds({ reader, now, dayEnds, inactive });
    const owners = ownersOf(held, filter.handler);
    if (owners?.length === 0) return { items: [], next: null };
    const { items, next } = await this.readModels.queue.page(pageOf(held, owners, filter));
    return { items: await Promise.all(items.map((entry) => this.queueLine(entry, now))), next };
  }

  private async queueLine(entry: QueueEntry, now: Instant): Promise<QueueLine> {
    const { due, moments } = entry;
    const owed = due === null ? null : owedAt(moments, await this.versions.of(moments), now);
    return { ...lineOf(entry), remaining: owed?.remaining ?? null, timeZone: owed?.timeZone ?? null };
  }
}

const ownersOf = ({ owners }: Held, handler?: StaffId): readonly string[] | undefined => {
  if (handler === undefined) return owners;
  return owners === undefined || owners.includes(handler) ? [handler] : [];
};

/** One range of one index: by owner where owners are named, else by team, else of all that is open. */
const pageOf = (
  { dueFrom, dueBefore }: Held,
  owners: readonly string[] | undefined,
  { team, after = null, limit }: QueueFilter,
): PageQuery => {
  const ofTeam = team === undefined ? {} : { teamKey: team };
  const common = { after, limit, ...(dueFrom !== undefined && { atLeast: dueFrom }), ...(dueBefore !== undefined && { below: dueBefore }) };
  if (owners !== undefined) {
    const index = ['open', 'ownerKey', ...queueOrder];
    const [one, ...more] = owners;
    if (more.length === 0) return { ...common, index, equals: { open: true, ownerKey: one!, ...ofTeam } };
    return { ...common, index, equals: { open: true, ...ofTeam }, among: { field: 'ownerKey', values: owners } };
  }
  const index = team === undefined ? ['open', ...queueOrder] : ['open', 'teamKey', ...queueOrder];
  return { ...common, index, equals: { open: true, ...ofTeam } };
};

/** What a list shows of an entry. */
export const lineOf = ({ number, state, severity, due, dueClock, team, handler, receivedAt, summary }: QueueEntry): Line => ({
  number,
  state,
  severity,
  due,
  dueClock,
  team,
  handler,
  receivedAt,
  summary,
});
