import { may } from '@redress/access';
import { complaintCodec, complaintStream } from '@redress/complaints';
import type { Sealed } from '@redress/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiEngine } from '../api-engine';
import { actorOf } from '../asked/asked';
import { freshnessOf } from '../asked/freshness';
import { refused } from '../problems/problem';

/** The reading side of a read model, as far as its freshness goes. */
interface Positioned {
  waitFor(position: string, milliseconds: number): Promise<'at' | 'behind'>;
  waitUntilBuilt(milliseconds: number): Promise<boolean>;
  position(): Promise<string | null>;
}

/** Waits for what was asked to be in the answer, and says where the read model stands. Throws RequestRefused (412) rather than an old truth. */
export const whenFresh = async (readModel: Positioned, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { atLeast, wait } = freshnessOf(request.query as Record<string, unknown>);
  if (atLeast !== null && (await readModel.waitFor(atLeast, wait)) === 'behind') {
    throw refused(412, 'read-model.behind', 'The read model has not reached this position yet; ask again, or wait longer with wait=10s.');
  }
  await readModel.waitUntilBuilt(wait);
  void reply.header('x-redress-position', (await readModel.position()) ?? '0').header('cache-control', 'private, no-store');
};

/** Where a complaint waits because an event of it cannot be folded, the answer says from which revision on it is silent. */
export const tellParked = (reply: FastifyReply, parked: { readonly revision: number } | null): void => {
  if (parked) void reply.header('x-redress-parked', String(parked.revision));
};

const sealedParts: readonly string[] = ['brief', 'personal', 'corrected'];
const isSealed = (key: string, value: unknown): value is Sealed => sealedParts.includes(key) && typeof value === 'string';

interface SealedLine {
  readonly number: string;
  readonly summary: Sealed | null;
}
type OpenLine<L> = Omit<L, 'summary'> & { readonly summary: string | null };

/** One answer's way to personal data: for roles that may, after the reading was recorded; otherwise everything stays sealed. */
export class Opening {
  private constructor(
    private readonly engine: ApiEngine,
    private readonly opens: boolean,
  ) {}

  /** The record must be durable before the answer leaves. Where it cannot be, the answer leaves sealed and says so. */
  static async of(engine: ApiEngine, request: FastifyRequest, reply: FastifyReply, numbers: readonly string[]): Promise<Opening> {
    const actor = actorOf(request);
    if (may(actor.role, 'ReadPersonalData') !== 'yes') return new Opening(engine, false);
    try {
      await engine.accessLog.record(actor, numbers, `${request.method} ${request.routeOptions.url ?? ''}`, engine.clock.now());
      return new Opening(engine, true);
    } catch (error) {
      engine.diskSpace.note(error);
      void reply.header('x-redress-sealed', 'unrecorded');
      return new Opening(engine, false);
    }
  }

  /** The same value with every sealed part opened; 'sealed' stands where the key was destroyed. */
  async opened<T>(number: string, value: T): Promise<T> {
    if (!this.opens || value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return (await Promise.all(value.map((each) => this.opened(number, each as unknown)))) as T;
    const members = await Promise.all(
      Object.entries(value).map(async ([key, member]) => [
        key,
        isSealed(key, member) ? await this.open(number, member) : await this.opened(number, member as unknown),
      ]),
    );
    return Object.fromEntries(members) as T;
  }

  /** Lines of a list, each with its summary opened; only those that have one are a reading of personal data. */
  static async lines<L extends SealedLine>(
    engine: ApiEngine,
    request: FastifyRequest,
    reply: FastifyReply,
    lines: readonly L[],
  ): Promise<readonly OpenLine<L>[]> {
    const read = lines.filter(({ summary }) => summary !== null).map(({ number }) => number);
    return (await Opening.of(engine, request, reply, read)).lines(lines);
  }

  lines<L extends SealedLine>(lines: readonly L[]): Promise<readonly OpenLine<L>[]> {
    return Promise.all(lines.map(async (line) => ({ ...line, summary: await this.summary(line) })));
  }

  /** Null for roles that may not read it and where the key was destroyed. */
  private async summary({ number, summary: sealed }: SealedLine): Promise<string | null> {
    if (!this.opens || sealed === null) return null;
    const brief = await this.open(number, sealed);
    return typeof brief === 'string' ? null : (brief as { summary: string }).summary;
  }

  private open(number: string, sealed: Sealed): Promise<object | 'sealed'> {
    return complaintCodec.open(this.engine.sealer, complaintStream(number), sealed);
  }
}
