import type { BaseOptions, EventStoreDBClient } from '@eventstore/db-client';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';

type Arguments = Parameters<StreamsClient['batchAppend']>;
/** What the client makes its own calls with and marks as protected: over its connection, to whom it leads, with the user it has. The version is pinned. */
interface Inside {
  readonly GRPCStreamCreator: <Call>(
    service: typeof StreamsClient,
    name: string,
    begin: (streams: StreamsClient) => Call,
    kept?: WeakMap<StreamsClient, Call | Promise<Call>>,
  ) => () => Promise<Call>;
  readonly callArguments: (base: BaseOptions, options: { readonly deadline: number }) => [Arguments[0], Arguments[1]];
}

export const insideOf = (client: EventStoreDBClient): Inside => client as unknown as Inside;
