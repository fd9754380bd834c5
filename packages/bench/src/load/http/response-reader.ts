export interface HttpResponse {
  readonly status: number;
  readonly body: Buffer;
}

export interface ResponseReader {
  /** Takes the bytes of a socket in whatever pieces they come, and tells each whole response. */
  readonly push: (chunk: Buffer) => void;
}

/** The server sent something that this reader does not speak. */
export class ResponseFormatError extends Error {
  override readonly name = 'ResponseFormatError';
}

const HEAD_END = Buffer.from('\r\n\r\n');
const HEAD_LIMIT_BYTES = 16_384;
const BODY_LIMIT_BYTES = 1_048_576;

/**
 * Frames HTTP/1.1 responses that carry a Content-Length, which is what this service sends. It is part of the measuring
 * instrument: a general client library costs more per response than the service does, and would measure itself.
 */
export function responseReader(onResponse: (response: HttpResponse) => void): ResponseReader {
  let pending: Buffer = Buffer.alloc(0);
  /** Of the response at the start of `pending`, once its head is whole. */
  let head:
    | { readonly status: number; readonly bytes: number; readonly bodyBytes: number }
    | undefined;
  return {
    push: (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      for (;;) {
        head ??= readHead(pending);
        if (head === undefined) return;
        const end = head.bytes + head.bodyBytes;
        if (pending.length < end) return;
        const response = { status: head.status, body: pending.subarray(head.bytes, end) };
        pending = pending.subarray(end);
        head = undefined;
        onResponse(response);
      }
    },
  };
}

function readHead(bytes: Buffer) {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) {
    if (bytes.length > HEAD_LIMIT_BYTES) throw new ResponseFormatError('The head does not end.');
    return undefined;
  }
  const text = bytes.toString('latin1', 0, end);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) throw new ResponseFormatError('This is not an HTTP/1.1 response.');
  if (/\r\ntransfer-encoding:/i.test(text)) {
    throw new ResponseFormatError('A body without Content-Length is not supported.');
  }
  const bodyBytes = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
  if (bodyBytes > BODY_LIMIT_BYTES) throw new ResponseFormatError('The body is too long.');
  return { status, bytes: end + HEAD_END.length, bodyBytes };
}
