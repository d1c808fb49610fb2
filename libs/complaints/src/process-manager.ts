import { type Act, actsOwed, agendaOf, type Versions } from '@redress/deadlines';
import { type EventStore, isAfter, StoreUnavailable } from '@redress/event-store';
import type { Instant } from '@redress/kernel';
import { KeysUnavailable } from '@redress/sealing';
import type { Complaints } from './complaints';
import type { DueComplaint, DueIndex, DuePage } from './due-index';

/** What the process manager works with. */
export interface ActingOn {
  readonly complaints: Pick<Complaints, 'act'>;
  readonly index: DueIndex;
  readonly events: EventStore;
  readonly versions: Versions;
}
/** Time as it needs it; a test gives it any time it likes. */
export interface ActingClock {
  now(): Instant;
  /** Milliseconds; ends early, without an error, when the signal is given. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
export interface ActingOptions {
  readonly clock: ActingClock;
  /** Is it this process that acts? Others that act beside it do no harm, but work for nothing. */
  readonly isOurTurn?: () => boolean;
  /** Something was done by itself. */
  readonly onAct?: (act: Act) => void;
  /** It goes on by itself, with the other complaints at once. */
  readonly onTrouble?: (error: unknown) => void;
}
/** What one pass came to. */
export interface Worked {
  /** Acts that were asked for; one that somebody else did meanwhile is not done again. */
  readonly acts: number;
  /** Complaints that were left because something is wrong with them. */
  readonly left: number;
}

/** Milliseconds between two looks at the index. */
const betweenLooks = 1_000;
/** Milliseconds between two looks for what people left behind who no longer work here: all of them are read for it. */
const betweenLooksBehind = 60_000;
/** So that whoever gives commands meanwhile is not kept waiting. */
const atOnce = 8;
/** Milliseconds for which a complaint is left alone with which something is wrong. */
const restingTime = 600_000;

/**
 * Turns time into commands: it reminds, records what was missed, takes complaints up and closes them, as the policy each is pinned to says.
 * What is owed is decided anew on the stream at the moment it is done, and the id of each command says what it is for, so that nothing is
 * done twice whoever asks: after a restart, beside others, with an index that is behind. Within a complaint all happens in the order in
 * which it was owed; complaints are taken in the order of their longest owed act, a few at once.
 */
export class ProcessManager {
  /** Complaints with which something is wrong, until when they are left alone. */
  private readonly resting = new Map<string, number>();
  private lookedBehind = -Infinity;

  constructor(
    private readonly on: ActingOn,
    private readonly options: ActingOptions,
  ) {}

  /** Works off what is owed, again and again, until the signal is given. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, isOurTurn = () => true } = this.options;
    while (!signal.aborted) {
      if (isOurTurn()) await this.workOff(signal).catch((error: unknown) => this.tell(error));
      await clock.wait(betweenLooks, signal);
    }
  }

  /** Does all that is owed by now. Throws StoreUnavailable and what the index throws; what was done by then is done. */
  async workOff(signal?: AbortSignal): Promise<Worked> {
    if (!(await this.on.index.isReady())) return { acts: 0, left: 0 };
    const now = this.options.clock.now();
    const pass = { acts: 0, left: 0, position: null as string | null };
    await this.through((after) => this.on.index.owedBefore(now, after), now, pass, signal);
    if (Date.parse(now) - this.lookedBehind >= betweenLooksBehind) {
      await this.through((after) => this.on.index.leftBehind(after), now, pass, signal);
      this.lookedBehind = Date.parse(now);
    }
    // Or the next look would find it all again.
    if (pass.position !== null) await this.on.index.follow(pass.position);
    return { acts: pass.acts, left: pass.left };
  }

  private async through(
    page: (after: string | null) => Promise<DuePage>,
    now: Instant,
    pass: { acts: number; left: number; position: string | null },
    signal?: AbortSignal,
  ): Promise<void> {
    let after: string | null = null;
    do {
      const { items, next }: DuePage = await page(after);
      await fewAtOnce(items, async (due) => {
        if (signal?.aborted) return;
        const done = await this.actOn(due, now);
        if (done === 'left') pass.left += 1;
        else {
          pass.acts += done.acts;
          pass.position = laterOf(pass.position, done.position);
        }
      });
      after = next;
    } while (after !== null && !signal?.aborted);
  }

  private async actOn(
    { number, moments, ownerlessSince }: DueComplaint,
    now: Instant,
  ): Promise<{ readonly acts: number; readonly position: string | null } | 'left'> {
    if ((this.resting.get(number) ?? 0) > Date.parse(now)) return 'left';
    const { complaints, events, versions } = this.on;
    let position: string | null = null;
    try {
      await versions.learnPinned(events, moments);
      const owed = actsOwed(agendaOf(moments, versions, ownerlessSince), now);
      for (const act of owed) {
        ({ position } = await complaints.act(number, act, now));
        this.options.onAct?.(act);
      }
      return { acts: owed.length, position };
    } catch (error) {
      if (error instanceof StoreUnavailable || error instanceof KeysUnavailable) throw error;
      this.resting.set(number, Date.parse(now) + restingTime);
      this.tell(error);
      return 'left';
    }
  }

  private tell(error: unknown): void {
    this.options.onTrouble?.(error);
  }
}

const laterOf = (a: string | null, b: string | null): string | null => (a !== null && isAfter(a, b) ? a : b);

/** Begins them in their order. The first failure ends it. */
const fewAtOnce = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
