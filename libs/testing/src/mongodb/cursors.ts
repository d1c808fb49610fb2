import { BSON, type Document } from 'mongodb';
import { ServerError } from './server-error';

interface Open {
  readonly namespace: string;
  readonly left: Document[];
}

/** What was found and not handed out yet. */
export class Cursors {
  private readonly waiting = new Map<bigint, Open>();
  private last = 0n;

  open(namespace: string, docs: readonly Document[], batchSize: number): Document {
    const firstBatch = docs.slice(0, batchSize);
    const left = docs.slice(firstBatch.length);
    const id = left.length > 0 ? ++this.last : 0n;
    if (id > 0n) this.waiting.set(id, { namespace, left });
    return { id: BSON.Long.fromBigInt(id), ns: namespace, firstBatch };
  }

  more(id: BSON.Long, namespace: string, batchSize: number): Document {
    const open = this.waiting.get(id.toBigInt());
    if (!open || open.namespace !== namespace) throw new ServerError('CursorNotFound', `cursor id ${id.toString()} not found`);
    const nextBatch = open.left.splice(0, batchSize);
    if (open.left.length === 0) this.waiting.delete(id.toBigInt());
    return { id: open.left.length === 0 ? BSON.Long.ZERO : id, ns: namespace, nextBatch };
  }

  kill(ids: readonly BSON.Long[]): readonly BSON.Long[] {
    return ids.filter((id) => this.waiting.delete(id.toBigInt()));
  }

  /** Of a server that goes down. */
  clear(): void {
    this.waiting.clear();
  }
}
