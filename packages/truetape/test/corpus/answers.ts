/** An answer of HTTP as it came. */
export interface Answer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * All answers that have come whole, in their order. What tells the client to go on (1xx) is none.
 *
 * @param isHead they answer HEAD, and so have no body whatever they say
 */
export function answersIn(bytes: Buffer, isHead = false): readonly Answer[] {
  const answers: Answer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf(END_OF_HEAD, at);
    if (end === -1) return answers;
    const [first = '', ...lines] = bytes.toString('latin1', at, end).split('\r\n');
    const headers = new Map(lines.map(headerOf));
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? Number.NaN);
    const start = end + END_OF_HEAD.length;
    const hasBody = !isHead && status >= 200 && status !== 204 && status !== 304;
    const found = hasBody ? bodyAt(bytes, start, headers) : { body: Buffer.alloc(0), next: start };
    if (found === undefined) return answers;
    if (status >= 200) answers.push({ status, headers, body: found.body });
    at = found.next;
  }
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

/** Undefined as long as it is not whole. */
function bodyAt(bytes: Buffer, start: number, headers: ReadonlyMap<string, string>) {
  const length = headers.get('content-length');
  if (length === undefined)
    throw new Error(`an answer without a length: ${[...headers].join(' ')}`);
  const next = start + Number(length);
  return next > bytes.length ? undefined : { body: bytes.subarray(start, next), next };
}
