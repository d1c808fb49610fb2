import * as shared from '@eventstore/db-client/generated/shared_pb';
import * as streams from '@eventstore/db-client/generated/streams_pb';
import * as rpc from '@eventstore/db-client/generated/status_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { AppendOutcome, Expected, LoggedEvent, ProposedEvent } from './event-log';

type Outcome<Kind extends AppendOutcome['kind']> = Extract<AppendOutcome, { kind: Kind }>;

export const streamNamed = (name: string): shared.StreamIdentifier => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(new Uint8Array(Buffer.from(name)));
  return identifier;
};
export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const proposedEvent = (message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage): ProposedEvent => ({
  id: (message.getId()?.getString() ?? '').toLowerCase(),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export const readEvent = (event: LoggedEvent): streams.ReadResp => {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(event.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(streamNamed(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setPreparePosition(String(event.position));
  recorded.setCommitPosition(String(event.position));
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', event.contentType);
  recorded.getMetadataMap().set('created', String(event.created));
  recorded.setCustomMetadata(event.metadata);
  recorded.setData(event.data);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  const response = new streams.ReadResp();
  response.setEvent(read);
  return response;
};
export const streamNotFound = (stream: string): streams.ReadResp => {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(streamNamed(stream));
  const response = new streams.ReadResp();
  response.setStreamNotFound(missing);
  return response;
};
export const confirmation = (id: string): streams.ReadResp => {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(id);
  const response = new streams.ReadResp();
  response.setConfirmation(confirmed);
  return response;
};
export const caughtUp = (): streams.ReadResp => {
  const response = new streams.ReadResp();
  response.setCaughtUp(new streams.ReadResp.CaughtUp());
  return response;
};
export const checkpoint = (commit: bigint, prepare: bigint): streams.ReadResp => {
  const reached = new streams.ReadResp.Checkpoint();
  reached.setCommitPosition(String(commit));
  reached.setPreparePosition(String(prepare));
  const response = new streams.ReadResp();
  response.setCheckpoint(reached);
  return response;
};

export const appendSucceeded = ({ revision, position }: Outcome<'success'>): streams.AppendResp => {
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (position === null) success.setNoPosition(new shared.Empty());
  else {
    const at = new streams.AppendResp.Position();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    success.setPosition(at);
  }
  const response = new streams.AppendResp();
  response.setSuccess(success);
  return response;
};
export const appendWrongVersion = ({ expected, actual }: Outcome<'wrong-version'>): streams.AppendResp => {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (actual === null) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(actual));
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new shared.Empty());
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  const response = new streams.AppendResp();
  response.setWrongExpectedVersion(wrong);
  return response;
};

export const batchSucceeded = ({ revision, position }: Outcome<'success'>): streams.BatchAppendResp => {
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (position === null) success.setNoPosition(new Empty());
  else {
    const at = new shared.AllStreamPosition();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    success.setPosition(at);
  }
  const response = new streams.BatchAppendResp();
  response.setSuccess(success);
  return response;
};
/** An error on a batch stream that stays open: `name` is that of the protobuf message that tells it. */
export const batchFailed = (code: number, name: string, detail: { serializeBinary(): Uint8Array }): streams.BatchAppendResp => {
  const details = new Any();
  details.pack(detail.serializeBinary(), `event_store.client.${name}`);
  const status = new rpc.Status();
  status.setCode(code);
  status.setMessage(name);
  status.setDetails(details);
  const response = new streams.BatchAppendResp();
  response.setError(status);
  return response;
};
export const batchWrongVersion = ({ expected, actual }: Outcome<'wrong-version'>): shared.WrongExpectedVersion => {
  const wrong = new shared.WrongExpectedVersion();
  if (actual === null) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentStreamRevision(String(actual));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new Empty());
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return wrong;
};

/** Of an append, a delete or a tombstone request. */
export const expectedIn = (options: {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
  getRevision?(): string;
  getStreamPosition?(): string;
}): Expected => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'exists';
  return BigInt((options.getRevision ?? options.getStreamPosition)!.call(options));
};
