import { RecordingError } from './recording-error.ts';

/** A whole number of the recording's smallest unit: no sign, no fraction, within the safe integers. */
export function integerField(file: string, line: number, column: string, text: string): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new RecordingError(file, line, `${column} "${text}" is not a whole number`);
}

export function positiveField(file: string, line: number, column: string, text: string): number {
  const value = integerField(file, line, column, text);
  if (value > 0) return value;
  throw new RecordingError(file, line, `${column} must be above zero`);
}
