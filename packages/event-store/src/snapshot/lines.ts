const LINE_END = 0x0a;

/** A body of lines of text. JSON has no line ends of its own. */
export function bodyOf(lines: Iterable<Uint8Array | string>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const line of lines) {
    parts.push(typeof line === 'string' ? Buffer.from(line) : line, Buffer.of(LINE_END));
  }
  return Buffer.concat(parts.slice(0, -1));
}

/** The lines of a body, as bytes of that body: who needs one decodes it. */
export function* linesOf(body: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  for (let end = body.indexOf(LINE_END); end !== -1; end = body.indexOf(LINE_END, start)) {
    yield body.subarray(start, end);
    start = end + 1;
  }
  yield body.subarray(start);
}

/** What one line says. */
export function readLine<Value>(line: Uint8Array | undefined): Value {
  return JSON.parse(Buffer.from(line ?? []).toString()) as Value;
}
