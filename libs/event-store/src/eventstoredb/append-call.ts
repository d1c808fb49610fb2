import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { unpackToCommandError } from '@eventstore/db-client/dist/streams/appendToStream/unpackError';
import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError';
import { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ExpectedRevision, NewEvent } from '../event-store';
import { within } from '@redress/kernel';
import { insideOf } from './inside';
import { unreached } from './unreached';

type Call = ReturnType<StreamsClient['batchAppend']>;
/** Where the last event stands; `position` is null where the server does not say. */
export interface Acknowledged {
  readonly revision: number;
  readonly position: string | null;
}
interface Waiting {
  readonly stream: string;
  readonly resolve: (acknowledged: Acknowledged) => void;
  readonly reject: (error: unknown) => void;
}

/** Appends over one BatchAppend call at a time, each with a deadline of its own; what a call that breaks leaves open concerns no other store. */
export class AppendCall {
  private readonly kept = new WeakMap<StreamsClient, Call | Promise<Call>>();
  private readonly waiting = new WeakMap<Call, Map<string, Waiting>>();
  private readonly current: () => Promise<Call>;

  constructor(client: EventStoreDBClient, requiresLeader: boolean) {
    const inside = insideOf(client);
    const begin = (streams: StreamsClient): Call =>
      this.watched(streams.batchAppend(...inside.callArguments({ requiresLeader }, { deadline: Infinity })));
    this.current = inside.GRPCStreamCreator(StreamsClient, 'batchAppend', begin, this.kept);
  }

  /** Throws what the server refused it with, an error of the client, or DeadlineExpired after so many milliseconds. */
  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision, deadline: number): Promise<Acknowledged> {
    const correlation = randomUUID();
    let open: Map<string, Waiting> | undefined;
    const send = async (): Promise<Acknowledged> => {
      const call = await this.current();
      open = this.waiting.get(call)!;
      return new Promise((resolve, reject) => {
        open!.set(correlation, { stream, resolve, reject });
        call.write(requestOf(correlation, stream, events, expected));
      });
    };
    try {
      return await within(deadline, send());
    } finally {
      open?.delete(correlation);
    }
  }

  private watched(call: Call): Call {
    const open = new Map<string, Waiting>();
    this.waiting.set(call, open);
    call.on('data', (answer: BatchAppendResp) => {
      const waiting = open.get(parseUUID(answer.getCorrelationId())!);
      if (waiting) settle(waiting, answer);
    });
    call.on('error', (error) => breakOff(open, error));
    for (const ending of ['end', 'close'] as const) call.on(ending, () => breakOff(open, new CallBroke()));
    return call;
  }
}

/** Nobody said what became of what was under way. */
class CallBroke extends Error {
  override readonly name = 'CallBroke';
  constructor() {
    super('EventStoreDB broke the call off.');
  }
}

/** One of many that were under way may be stored, whatever the call broke by, unless the server was never reached or let nobody in. */
const breakOff = (open: Map<string, Waiting>, error: Error): void => {
  const failure = convertToCommandError(error) as Error & { readonly code?: number };
  const isCertain = failure.code === unauthenticated || unreached(failure.message) !== null;
  for (const { reject } of open.values()) reject(isCertain ? failure : new CallBroke());
  open.clear();
};
/** Of gRPC: the call was refused before anything of it was read. */
const unauthenticated = 16;

const settle = ({ stream, resolve, reject }: Waiting, answer: BatchAppendResp): void => {
  const refused = answer.getError();
  if (refused) return reject(unpackToCommandError(refused, stream));
  const success = answer.getSuccess()!;
  const position = success.getPosition();
  resolve({ revision: Number(success.getCurrentRevision()), position: position ? position.getCommitPosition() : null });
};

const requestOf = (correlation: string, stream: string, events: readonly NewEvent[], expected: ExpectedRevision): BatchAppendReq => {
  const options = new BatchAppendReq.Options();
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  options.setStreamIdentifier(identifier);
  if (expected === 'no-stream') options.setNoStream(new Empty());
  else options.setStreamPosition(String(expected));
  const request = new BatchAppendReq();
  request.setCorrelationId(uuidOf(correlation));
  request.setOptions(options);
  request.setProposedMessagesList(events.map(messageOf));
  request.setIsFinal(true);
  return request;
};

const messageOf = ({ id, type, data, metadata }: NewEvent): BatchAppendReq.ProposedMessage => {
  const message = new BatchAppendReq.ProposedMessage();
  message.setId(uuidOf(id));
  message.getMetadataMap().set('type', type);
  message.getMetadataMap().set('content-type', 'application/json');
  message.setData(Buffer.from(data));
  message.setCustomMetadata(Buffer.from(metadata));
  return message;
};

const uuidOf = (text: string): UUID => {
  const uuid = new UUID();
  uuid.setString(text);
  return uuid;
};
