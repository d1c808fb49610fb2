import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { TcpProxy } from '../network';
import { AppendFaults } from './append-faults';
import { AppendService } from './append-service';
import { EventLog } from './event-log';
import { Leadership } from './leadership';
import { ReadService } from './read-service';
import { SubscriptionFaults } from './subscription-faults';

/**
 * An EventStoreDB on loopback for the official client: the streams service over gRPC, by the rules that a real server was seen to follow,
 * with faults to order. It keeps its events and its address through a restart. What it does not know it refuses.
 */
export class EventStoreDbDouble {
  readonly log = new EventLog();
  readonly network = new TcpProxy(0);
  readonly leadership = new Leadership(() => ({ host: '127.0.0.1', port: this.network.port }));
  readonly appends = new AppendFaults(() => this.network.cut(), this.leadership);
  readonly subscriptions = new SubscriptionFaults();
  private server: Server | null = null;

  static async start(): Promise<EventStoreDbDouble> {
    const double = new EventStoreDbDouble();
    await double.start();
    return double;
  }

  /** `settings` as in a connection string: `keepAliveInterval=100&keepAliveTimeout=100`. */
  connectionString(settings = ''): string {
    return `esdb://127.0.0.1:${this.network.port}?tls=false${settings && `&${settings}`}`;
  }
  async start(): Promise<void> {
    const appending = new AppendService(this.log, this.appends, this.leadership);
    const reading = new ReadService(this.log, this.subscriptions, this.leadership);
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(StreamsService, {
      append: appending.append.bind(appending),
      batchAppend: appending.batchAppend.bind(appending),
      delete: appending.delete.bind(appending),
      tombstone: appending.tombstone.bind(appending),
      read: reading.read.bind(reading),
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, answer: (error: null, methods: SupportedMethods) => void) => answer(null, supportedMethods()),
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    this.server = server;
    this.network.leadTo(port);
    await this.network.open();
  }
  /** As if its process were killed: connections break, new ones are refused, and what was stored stays. */
  async stop(): Promise<void> {
    await this.network.close();
    this.server?.forceShutdown();
    this.server = null;
    this.log.forgetIds();
  }
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}

const supportedMethods = (): SupportedMethods => {
  const methods = new SupportedMethods();
  methods.setEventStoreServerVersion('24.2.0');
  for (const name of ['append', 'batchappend', 'delete', 'read', 'tombstone']) {
    const method = new SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    methods.addMethods(method);
  }
  return methods;
};
