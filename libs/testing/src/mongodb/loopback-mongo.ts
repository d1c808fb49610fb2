import { createServer, type Server, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';
import { commands, type Place } from './commands';
import { Cursors } from './cursors';
import { Data, type View } from './data';
import { type Fault, Faults } from './faults';
import { notPlayed, refuseOthers, ServerError } from './server-error';
import { Sessions } from './sessions';
import { answerTo, type Request, RequestReader } from './wire';

export interface LoopbackMongoOptions {
  /** `replica set` unless told otherwise. A standalone server knows no transactions. */
  readonly deployment?: 'replica set' | 'standalone';
  /** Of the wire protocol; 25 is MongoDB 8.0. */
  readonly maxWireVersion?: number;
  /** Seconds; 60 unless told otherwise, as a server has it (`transactionLifetimeLimitSeconds`). */
  readonly transactionLifetime?: number;
}
/** A find that a server would have to sort in memory. */
export interface Sorted {
  readonly filter: Document;
  readonly sort: Document;
}

const everyCommand = [
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'writeConcern',
  '$clusterTime',
  '$readPreference',
];
const greeting = [
  'helloOk',
  'client',
  'compression',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'topologyVersion',
  'maxAwaitTimeMS',
  'backpressure',
];

/**
 * A MongoDB server on a port of 127.0.0.1 for the real driver: a replica set of one, with sessions, transactions, snapshot reads and
 * retryable writes, after the published command reference. It refuses every command, option, operator and stage that it does not play,
 * so that nothing passes by accident. What was written outlives `stop` and `start`.
 */
export class LoopbackMongo {
  readonly faults = new Faults();
  /** Every command that came in but greetings, in their order. */
  readonly received: Document[] = [];
  readonly sorted: Sorted[] = [];
  private readonly data: Data;
  private readonly sessions: Sessions;
  private readonly cursors = new Cursors();
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  /** Of the server itself. */
  port = 0;
  private announced: number | null = null;

  constructor(private readonly options: LoopbackMongoOptions = {}) {
    this.data = new Data((options.transactionLifetime ?? 60) * 1_000);
    this.sessions = new Sessions(this.data);
  }

  static async started(options: LoopbackMongoOptions = {}): Promise<LoopbackMongo> {
    const double = new LoopbackMongo(options);
    await double.start();
    return double;
  }

  url(database: string): string {
    return `mongodb://${this.address}/${database}${this.isReplicaSet ? '?replicaSet=rs0' : ''}`;
  }
  /** Behind a network with a port of its own: a member of a set tells its clients where to find it. */
  announce(port: number): void {
    this.announced = port;
  }

  /** On the same port as before. */
  async start(): Promise<void> {
    this.server = createServer((socket) => this.serve(socket));
    await new Promise<void>((resolve, reject) => this.server!.once('error', reject).listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    this.cutAll();
    this.sessions.abortAll();
    this.cursors.clear();
    await new Promise((resolve) => this.server!.close(resolve));
  }

  /** Every connection, as a network does. */
  cutAll(): void {
    this.sockets.forEach((socket) => socket.destroy());
  }

  private get address(): string {
    return `127.0.0.1:${this.announced ?? this.port}`;
  }
  private get isReplicaSet(): boolean {
    return this.options.deployment !== 'standalone';
  }

  private serve(socket: Socket): void {
    const reader = new RequestReader();
    this.sockets.add(socket);
    let last = Promise.resolve();
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      for (const request of reader.take(chunk)) last = last.then(() => this.answer(socket, request));
    });
  }

  private async answer(socket: Socket, request: Request): Promise<void> {
    const fault = this.faults.for(request.body);
    if (fault && 'delayed' in fault) await new Promise((resolve) => setTimeout(resolve, fault.delayed));
    if (isCut(fault, 'before')) return void socket.destroy();
    const answer = isAnswered(fault, 'before') ? this.refused(request.body, fault.answered) : await this.done(request.body);
    if (isCut(fault, 'after')) return void socket.destroy();
    const told = isAnswered(fault, 'after') ? fault.answered.answer(placeOf(request.body)) : answer;
    if (request.wantsAnswer && !socket.destroyed) socket.write(answerTo(request, { ...told, ...this.clock }));
  }

  private async done(body: Document): Promise<Document> {
    const [name] = Object.keys(body) as [string];
    if (['hello', 'isMaster', 'ismaster'].includes(name)) return this.hello(name, body);
    this.received.push(body);
    try {
      const known = this.sessions.answered(body);
      if (known) return known;
      const answer = { ...(await this.run(name, body)), ok: 1 };
      this.sessions.remember(body, answer);
      return answer;
    } catch (error) {
      if (error instanceof ServerError) return this.refused(body, error);
      return this.refused(body, new ServerError('BadValue', `The double failed: ${(error as Error).stack}`));
    }
  }

  private refused(body: Document, error: ServerError): Document {
    this.sessions.abortAfterError(body);
    return error.answer(placeOf(body));
  }

  private async run(name: string, body: Document): Promise<Document> {
    if (!this.isReplicaSet && body['txnNumber'] !== undefined) {
      throw new ServerError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
    }
    switch (name) {
      case 'commitTransaction':
        refuseOthers(name, body, [name, ...everyCommand]);
        this.sessions.commit(body);
        return {};
      case 'abortTransaction':
        refuseOthers(name, body, [name, ...everyCommand]);
        this.sessions.abort(body);
        return {};
      case 'endSessions':
        this.sessions.end(body['endSessions'] as Document[]);
        return {};
      case 'killSessions':
        refuseOthers(name, body, [name, ...everyCommand]);
        this.sessions.end(body['killSessions'] as Document[]);
        return {};
      default:
        return this.play(name, body);
    }
  }

  private async play(name: string, body: Document): Promise<Document> {
    const command = commands[name];
    if (!command) throw new ServerError('CommandNotFound', `no such command: '${name}'`);
    refuseOthers(name, body, [name, ...everyCommand, ...command.fields]);
    refuseOthers('writeConcern', (body['writeConcern'] ?? {}) as object, ['w', 'j', 'wtimeout', 'wtimeoutMS']);
    const transaction = this.sessions.transactionOf(body);
    const time = transaction?.snapshot ?? this.timeOf(body);
    const answer = await command.run(body, this.place(body, { time, transaction }));
    const isSnapshot = !transaction && readConcernOf(body)['level'] === 'snapshot';
    if (isSnapshot && answer['cursor']) (answer['cursor'] as Document)['atClusterTime'] = timestampOf(time);
    return answer;
  }

  private place(body: Document, view: View): Place {
    const onSort = (filter: Document, sort: Document): void => void this.sorted.push({ filter, sort });
    return { data: this.data, cursors: this.cursors, view, database: body['$db'] as string, onSort };
  }

  private timeOf(body: Document): number {
    const concern = readConcernOf(body);
    refuseOthers('readConcern', concern, ['level', 'atClusterTime', 'afterClusterTime']);
    const { level = 'local', atClusterTime } = concern as { level?: string; atClusterTime?: BSON.Timestamp };
    if (!['local', 'majority', 'snapshot'].includes(level)) throw notPlayed(`the read concern ${level}`);
    if (!atClusterTime) return this.data.time;
    this.data.refuseOld(atClusterTime.i);
    return atClusterTime.i;
  }

  private hello(name: string, body: Document): Document {
    refuseOthers(name, body, [name, ...everyCommand, ...greeting]);
    const { address } = this;
    return {
      helloOk: true,
      isWritablePrimary: true,
      ismaster: true,
      ...(this.isReplicaSet && { setName: 'rs0', setVersion: 1, hosts: [address], me: address, primary: address, secondary: false }),
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0,
      maxWireVersion: this.options.maxWireVersion ?? 25,
      readOnly: false,
      ok: 1,
    };
  }

  private get clock(): Document {
    if (!this.isReplicaSet) return {};
    const clusterTime = timestampOf(this.data.time);
    const signature = { hash: new BSON.Binary(Buffer.alloc(20)), keyId: BSON.Long.ZERO };
    return { operationTime: clusterTime, $clusterTime: { clusterTime, signature } };
  }
}

const timestampOf = (time: number): BSON.Timestamp => new BSON.Timestamp({ t: 1, i: time });
const readConcernOf = (body: Document): Document => (body['readConcern'] ?? {}) as Document;
const placeOf = (body: Document) => ({
  isInTransaction: body['autocommit'] !== undefined,
  isRetryable:
    body['txnNumber'] !== undefined && (body['autocommit'] === undefined || 'commitTransaction' in body || 'abortTransaction' in body),
});
const isCut = (fault: Fault | null, when: 'before' | 'after'): boolean => fault !== null && 'cut' in fault && fault.cut === when;
const isAnswered = (fault: Fault | null, when: 'before' | 'after'): fault is Extract<Fault, { answered: ServerError }> =>
  fault !== null && 'answered' in fault && fault.when === when;
