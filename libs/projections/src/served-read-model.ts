import { isAfter } from '@redress/event-store';
import { type ProjectorClock, systemClock } from './clock';
import {
  CollectionGone,
  type DocumentStore,
  type Page,
  type PageQuery,
  type Park,
  type Row,
  type RowQuery,
  type Sum,
  type SumQuery,
} from './document-store';
import { collectionOf, readModelOf } from './projection';

const betweenLooks = 20;

/**
 * The reading side of one read model: it asks which generation is served and reads from that one, also while another takes its place.
 * Throws CollectionGone until a projector has built it.
 */
export class ServedReadModel<Doc extends object> {
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly projection: { readonly name: string; readonly version: number },
    private readonly store: DocumentStore,
    private readonly clock: ProjectorClock = systemClock,
  ) {}

  /** Whatever is read after this question shows at least the events up to the answer. */
  async position(): Promise<string | null> {
    return this.read(async (collection) => {
      if (!(await this.store.isBuilt(collection))) throw new CollectionGone(collection);
      return (await this.store.checkpoint(collection)).position;
    });
  }

  /** Waits until the read model has read up to a position (decimal text), at most so long: it answers `behind` rather than an old truth. */
  async waitFor(position: string, milliseconds: number, signal?: AbortSignal): Promise<'at' | 'behind'> {
    const stands = async (): Promise<boolean> => {
      const present = await this.position();
      return present !== null && !isAfter(position, present);
    };
    return (await this.until(stands, milliseconds, signal)) ? 'at' : 'behind';
  }

  /** Waits until a projector has built it, at most so long; a fresh register has nothing to read for a moment. */
  async waitUntilBuilt(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    return this.until(async () => (await this.position(), true), milliseconds, signal);
  }

  private async until(holds: () => Promise<boolean>, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    const deadline = this.clock.monotonic() + milliseconds;
    for (;;) {
      // Before looking: what is applied while looking wakes it, too.
      const news = this.news();
      try {
        if (await holds().catch(falseWhileGone)) return true;
        const left = deadline - this.clock.monotonic();
        if (left <= 0 || signal?.aborted) return false;
        await Promise.race([news.came, this.clock.wait(Math.min(left, betweenLooks), signal)]);
      } finally {
        this.waiting.delete(news.wake);
      }
    }
  }

  /** Something was applied: those who wait look at once. Without it they look every few milliseconds. */
  notify(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    waiting.forEach((wake) => wake());
  }

  async document(id: string): Promise<Doc | null> {
    return this.read((collection) => this.store.document<Doc>(collection, id));
  }
  async documents(ids: Iterable<string>): Promise<Map<string, Doc>> {
    return this.read((collection) => this.store.documents<Doc>(collection, ids));
  }
  async page(query: PageQuery): Promise<Page<Doc>> {
    return this.read((collection) => this.store.page<Doc>(collection, query));
  }
  async rows(query: RowQuery): Promise<Page<Row>> {
    return this.read((collection) => this.store.pageRows(collection, query));
  }
  async sums(query: SumQuery): Promise<readonly Sum[]> {
    return this.read((collection) => this.store.sums(collection, query));
  }
  /** Why later events of this stream are not shown; null when they are. */
  async park(stream: string): Promise<Park | null> {
    return this.read((collection) => this.store.park(collection, stream));
  }
  async parked(): Promise<readonly Park[]> {
    return this.read((collection) => this.store.parked(collection));
  }

  /** Between asking which generation is served and reading from it, another may take its place; then that one is asked. */
  private async read<T>(work: (collection: string) => Promise<T>): Promise<T> {
    try {
      return await work(await this.served());
    } catch (error) {
      if (!(error instanceof CollectionGone)) throw error;
      return work(await this.served());
    }
  }

  private async served(): Promise<string> {
    return collectionOf(this.projection, await this.store.served(readModelOf(this.projection)));
  }

  private news(): { readonly came: Promise<void>; readonly wake: () => void } {
    let wake!: () => void;
    const came = new Promise<void>((resolve) => (wake = resolve));
    this.waiting.add(wake);
    return { came, wake };
  }
}

const falseWhileGone = (error: unknown): false => {
  if (error instanceof CollectionGone) return false;
  throw error;
};
