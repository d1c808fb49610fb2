import { type sendUnaryData, type ServerDuplexStream, type ServerReadableStream, type ServerUnaryCall, status } from '@grpc/grpc-js';
import * as shared from '@eventstore/db-client/generated/shared_pb';
import * as streams from '@eventstore/db-client/generated/streams_pb';
import { type AppendOutcome, type DeleteOutcome, type EventLog, type Expected, largestAppend, type ProposedEvent } from './event-log';
import type { AppendFaults } from './append-faults';
import type { Leadership } from './leadership';
import { Refused, streamDeleted } from './log-reading';
import * as messages from './messages';
import { asClosingStatus, asStatus } from './statuses';

type Answer<T> = sendUnaryData<T>;
const badRequest = new Refused(status.UNKNOWN, 'Exception was thrown by handler.');
const uuid = /^(?!0{8}-0{4}-0{4}-0{4}-0{12})[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isBad = ({ id, type }: ProposedEvent): boolean => type === '' || !uuid.test(id);

/** The calls that write: Append, BatchAppend, Delete and Tombstone. */
export class AppendService {
  constructor(
    private readonly log: EventLog,
    private readonly faults: AppendFaults,
    private readonly leadership: Leadership,
  ) {}

  append(call: ServerReadableStream<streams.AppendReq, streams.AppendResp>, answer: Answer<streams.AppendResp>): void {
    let options: streams.AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    call.on('data', (request: streams.AppendReq) => {
      const message = request.getProposedMessage();
      if (message) events.push(messages.proposedEvent(message));
      options = request.getOptions() ?? options;
    });
    call.on('error', () => call.removeAllListeners('end'));
    call.on('end', () => {
      const elsewhere = this.leadership.refusalOf(call.metadata);
      if (elsewhere) return answer(asStatus(elsewhere));
      const stream = messages.nameOf(options!.getStreamIdentifier());
      const expected = messages.expectedIn(options!);
      this.faults.around(
        () => this.take(stream, expected, events),
        (outcome) => answerAppend(stream, outcome, answer),
        (refused) => answer(asStatus(refused)),
      );
    });
  }

  batchAppend(call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>): void {
    const open = new Map<string, { readonly options: streams.BatchAppendReq.Options; readonly events: ProposedEvent[] }>();
    call.on('data', (request: streams.BatchAppendReq) => {
      const correlation = request.getCorrelationId()!.getString();
      const begun = open.get(correlation) ?? { options: request.getOptions()!, events: [] };
      open.set(correlation, begun);
      begun.events.push(...request.getProposedMessagesList().map(messages.proposedEvent));
      if (!request.getIsFinal()) return;
      open.delete(correlation);
      this.takeBatch(call, request.getCorrelationId()!, begun);
    });
    call.on('end', () => call.end());
    call.on('error', () => open.clear());
  }

  delete(call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>, answer: Answer<streams.DeleteResp>): void {
    const options = call.request.getOptions()!;
    const stream = messages.nameOf(options.getStreamIdentifier());
    const expected = messages.expectedIn(options);
    const response = new streams.DeleteResp();
    const at = new streams.DeleteResp.Position();
    const refused = deleted(this.log.softDelete(stream, expected), stream, expected, at);
    response.setPosition(at);
    answer(refused && asStatus(refused), response);
  }

  tombstone(call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>, answer: Answer<streams.TombstoneResp>): void {
    const options = call.request.getOptions()!;
    const stream = messages.nameOf(options.getStreamIdentifier());
    const expected = messages.expectedIn(options);
    const response = new streams.TombstoneResp();
    const at = new streams.TombstoneResp.Position();
    const refused = deleted(this.log.tombstone(stream, expected), stream, expected, at);
    response.setPosition(at);
    answer(refused && asStatus(refused), response);
  }

  private take(stream: string, expected: Expected, events: readonly ProposedEvent[]): AppendOutcome {
    if (stream === '' || events.some(isBad)) throw badRequest;
    if (events.length === 0) throw new Refused(status.UNIMPLEMENTED, 'This double takes no append without events.');
    return this.log.append(stream, expected, events);
  }

  private takeBatch(
    call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>,
    correlation: shared.UUID,
    { options, events }: { readonly options: streams.BatchAppendReq.Options; readonly events: readonly ProposedEvent[] },
  ): void {
    const elsewhere = this.leadership.refusalOf(call.metadata);
    if (elsewhere) return void call.emit('error', asClosingStatus(elsewhere));
    const answer = (response: streams.BatchAppendResp): void => {
      response.setCorrelationId(correlation);
      response.setStreamIdentifier(options.getStreamIdentifier());
      call.write(response);
    };
    const deadline = options.getDeadline();
    if (deadline && deadline.toDate().getTime() <= Date.now()) {
      answer(messages.batchFailed(status.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout()));
      return;
    }
    this.faults.around(
      () => this.take(messages.nameOf(options.getStreamIdentifier()), messages.expectedIn(options), events),
      (outcome) => {
        const response = batchAnswer(outcome);
        if (response) answer(response);
      },
      (refused) => {
        const response = batchRefusal(refused);
        if (response) answer(response);
        else call.emit('error', asClosingStatus(refused));
      },
    );
  }
}

const answerAppend = (stream: string, outcome: AppendOutcome, answer: Answer<streams.AppendResp>): void => {
  switch (outcome.kind) {
    case 'success':
      return answer(null, messages.appendSucceeded(outcome));
    case 'wrong-version':
      return answer(null, messages.appendWrongVersion(outcome));
    case 'stream-deleted':
      return answer(asStatus(streamDeleted(stream)));
    case 'too-large':
      return answer(asStatus(tooLarge));
    case 'never':
      return;
  }
};

const batchAnswer = (outcome: AppendOutcome): streams.BatchAppendResp | null => {
  switch (outcome.kind) {
    case 'success':
      return messages.batchSucceeded(outcome);
    case 'wrong-version':
      return messages.batchFailed(status.ALREADY_EXISTS, 'WrongExpectedVersion', messages.batchWrongVersion(outcome));
    case 'stream-deleted':
      return messages.batchFailed(status.NOT_FOUND, 'StreamDeleted', new shared.StreamDeleted());
    case 'too-large': {
      const detail = new shared.MaximumAppendSizeExceeded();
      detail.setMaxappendsize(largestAppend);
      return messages.batchFailed(status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', detail);
    }
    case 'never':
      return null;
  }
};

/** What is told of one append alone; null for what breaks the call. */
const batchRefusal = (refused: Refused): streams.BatchAppendResp | null => {
  if (refused === badRequest) return messages.batchFailed(status.INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest());
  const [timedOut, unavailable]: readonly number[] = [status.ABORTED, status.UNAVAILABLE];
  if (refused.code === timedOut) return messages.batchFailed(status.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
  return refused.code === unavailable ? messages.batchFailed(status.OK, refused.details, new shared.Empty()) : null;
};

const tooLarge = new Refused(status.INVALID_ARGUMENT, `Maximum Append Size of ${largestAppend} Exceeded.`, {
  exception: 'maximum-append-size-exceeded',
  'maximum-append-size': String(largestAppend),
});

const numberOf = (expected: Expected | null): string => {
  if (expected === null || expected === 'no-stream') return '-1';
  if (expected === 'any') return '-2';
  return expected === 'exists' ? '-4' : String(expected);
};

/** Writes where the outcome stands, or answers why there is none. */
const deleted = (
  outcome: DeleteOutcome,
  stream: string,
  expected: Expected,
  at: { setCommitPosition(value: string): unknown; setPreparePosition(value: string): unknown },
): Refused | null => {
  if (outcome.kind === 'stream-deleted') return streamDeleted(stream);
  if (outcome.kind === 'success') {
    at.setCommitPosition(String(outcome.position));
    at.setPreparePosition(String(outcome.position));
    return null;
  }
  const [wanted, actual] = [numberOf(expected), numberOf(outcome.actual)];
  const details = `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${wanted}, Actual version: ${actual}`;
  return new Refused(status.FAILED_PRECONDITION, details, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': wanted,
    'actual-version': actual,
  });
};
