import { basename } from 'node:path';

/** A folder of recorded order flow that cannot be used: names the file and, where there is one, the line. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';

  constructor(file: string, line: number | undefined, detail: string) {
    super(`${basename(file)}${line === undefined ? '' : `, line ${line}`}: ${detail}`);
  }
}
