import codes from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { sendUnaryData } from '@grpc/grpc-js';
import { type ServerDuplexStream, type ServerReadableStream, status } from '@grpc/grpc-js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import { grpcError, identifier, nameOf } from './messages.ts';
import {
  type Expected,
  MAX_APPEND_BYTES,
  NO_STREAM,
  type ProposedEvent,
  type Written,
} from './stored-log.ts';

/** Stores an append, now or when commits are no longer held; answers unless the reply is to be lost. */
export type Commit = (
  stream: string,
  expected: Expected,
  events: readonly ProposedEvent[],
  answer: (written: Written) => void,
) => void;

/** One batch append call: many appends, each with a correlation id and a deadline, answered as they are stored. */
export function serveBatchAppend(
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
  commit: Commit,
  nowMs: () => number,
): void {
  const open = new Map<string, BatchAppendReq[]>();
  call.on('data', (request: BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const requests = [...(open.get(id) ?? []), request];
    open.set(id, requests);
    if (!request.getIsFinal()) return;
    open.delete(id);
    const options = requests[0]?.getOptions();
    const stream = nameOf(options?.getStreamIdentifier());
    const response = new streams.BatchAppendResp()
      .setCorrelationId(new shared.UUID().setString(id))
      .setStreamIdentifier(identifier(stream));
    const expired = (options?.getDeadline()?.toDate().getTime() ?? Infinity) < nowMs();
    if (expired) {
      call.write(response.setError(timeoutStatus()));
      return;
    }
    const events = requests.flatMap((each) => each.getProposedMessagesList().map(proposed));
    commit(stream, expectedOf(options), events, (written) => {
      call.write(batchAnswer(response, written));
    });
  });
  call.on('end', () => call.end());
}

/** The older call that carries one append: what a client uses that brings credentials of its own for it. */
export function serveAppend(
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
  commit: Commit,
): void {
  let options: AppendReq.Options | undefined;
  const events: ProposedEvent[] = [];
  call.on('data', (request: AppendReq) => {
    options = request.getOptions() ?? options;
    const message = request.getProposedMessage();
    if (message !== undefined) events.push(proposed(message));
  });
  call.on('end', () => {
    const stream = nameOf(options?.getStreamIdentifier());
    const expected = options?.hasRevision() ? Number(options.getRevision()) : expectedWord(options);
    commit(stream, expected, events, (written) => {
      if (written.answer !== 'too-large') answer(null, appendAnswer(written));
      else
        answer(
          grpcError(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
            exception: 'maximum-append-size-exceeded',
            'maximum-append-size': String(MAX_APPEND_BYTES),
          }),
        );
    });
  });
}

function proposed(
  message: BatchAppendReq.ProposedMessage | AppendReq.ProposedMessage,
): ProposedEvent {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

function expectedOf(options: BatchAppendReq.Options | undefined): Expected {
  if (options?.hasStreamPosition()) return Number(options.getStreamPosition());
  return expectedWord(options);
}

function expectedWord(options: BatchAppendReq.Options | AppendReq.Options | undefined): Expected {
  if (options?.hasNoStream()) return NO_STREAM;
  return options?.hasStreamExists() ? 'exists' : 'any';
}

function appendAnswer(written: Exclude<Written, { answer: 'too-large' }>): AppendResp {
  if (written.answer === 'wrong-version') {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (written.current === NO_STREAM) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(written.current));
    return new streams.AppendResp().setWrongExpectedVersion(wrong);
  }
  const position = new streams.AppendResp.Position()
    .setCommitPosition(String(written.position))
    .setPreparePosition(String(written.position));
  const success = new streams.AppendResp.Success()
    .setCurrentRevision(String(written.revision))
    .setPosition(position);
  return new streams.AppendResp().setSuccess(success);
}

function batchAnswer(response: BatchAppendResp, written: Written): BatchAppendResp {
  switch (written.answer) {
    case 'success': {
      const position = new shared.AllStreamPosition()
        .setCommitPosition(String(written.position))
        .setPreparePosition(String(written.position));
      return response.setSuccess(
        new streams.BatchAppendResp.Success()
          .setCurrentRevision(String(written.revision))
          .setPosition(position),
      );
    }
    case 'wrong-version': {
      const wrong = new shared.WrongExpectedVersion();
      if (written.current === NO_STREAM) wrong.setCurrentNoStream(new emptyMessage.Empty());
      else wrong.setCurrentStreamRevision(String(written.current));
      return response.setError(
        statusOf(codes.Code.ALREADY_EXISTS, 'WrongExpectedVersion', wrong.serializeBinary()),
      );
    }
    case 'too-large': {
      const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES);
      return response.setError(
        statusOf(
          codes.Code.INVALID_ARGUMENT,
          'MaximumAppendSizeExceeded',
          details.serializeBinary(),
        ),
      );
    }
  }
}

function timeoutStatus() {
  return statusOf(codes.Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout().serializeBinary());
}

function statusOf(code: codes.Code, name: string, details: Uint8Array) {
  const packed = new anyMessage.Any();
  packed.pack(details, `event_store.client.${name}`);
  return new statuses.Status().setCode(code).setMessage(name).setDetails(packed);
}
