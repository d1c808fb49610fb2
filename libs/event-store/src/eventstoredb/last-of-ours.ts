import type { EventStoreDBClient } from '@eventstore/db-client';
import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { insideOf } from './inside';

const { Options } = ReadReq;
/** Events the server looks through at a time. */
const window = 4_096;

/**
 * The position of the last event before another one in streams that begin with one of `prefixes`; null where there is none. The server
 * looks for it, which it does twenty times as fast as it hands out events; the client has no word for that. Throws an error of the client.
 */
export const lastOfOurs = async (
  client: EventStoreDBClient,
  prefixes: readonly string[],
  before: bigint,
  requiresLeader: boolean,
): Promise<string | null> => {
  const inside = insideOf(client);
  const begin = (streams: StreamsClient) =>
    streams.read(requestOf(prefixes, before), ...inside.callArguments({ requiresLeader }, { deadline: Infinity }));
  let position: string | null = null;
  try {
    for await (const answer of await inside.GRPCStreamCreator(StreamsClient, 'lastOfOurs', begin)()) {
      position = (answer as ReadResp).getEvent()?.getEvent()?.getCommitPosition() ?? position;
    }
  } catch (error) {
    throw convertToCommandError(error as Error);
  }
  return position;
};

const requestOf = (prefixes: readonly string[], before: bigint): ReadReq => {
  const position = new Options.Position();
  position.setCommitPosition(String(before));
  position.setPreparePosition(String(before));
  const all = new Options.AllOptions();
  all.setPosition(position);
  const expression = new Options.FilterOptions.Expression();
  expression.setPrefixList([...prefixes]);
  const filter = new Options.FilterOptions();
  filter.setStreamIdentifier(expression);
  filter.setMax(window);
  filter.setCheckpointintervalmultiplier(1);
  const uuid = new Options.UUIDOption();
  uuid.setString(new Empty());
  const options = new Options();
  options.setAll(all);
  options.setFilter(filter);
  options.setReadDirection(Options.ReadDirection.BACKWARDS);
  options.setCount('1');
  options.setUuidOption(uuid);
  const request = new ReadReq();
  request.setOptions(options);
  return request;
};
