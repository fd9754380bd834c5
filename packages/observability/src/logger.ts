import { type Logger, pino } from 'pino';
import { openLogFile, openStandardOutput } from './log-destination.ts';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LoggerOptions {
  readonly level: LogLevel;
  /** A file, or `-` for standard output. */
  readonly destination: string;
  /** Written in every line, to tell processes apart. */
  readonly name?: string;
  /** When a log file has grown past this, it is rotated. */
  readonly fileBytesMax?: number;
  /** How many log files there are at most, the one being written included. */
  readonly filesMax?: number;
}

/**
 * JSON lines, `time` in milliseconds since 1970. Lines are buffered for at most a second or 16 KiB and written out when
 * the process exits; what is in the buffer when it is killed is lost.
 *
 * @throws Error with one clear line when the file cannot be opened
 */
export function createLogger(options: LoggerOptions): Logger {
  const { level, destination, name, fileBytesMax = 64 * 1024 * 1024, filesMax = 5 } = options;
  const stream =
    destination === '-'
      ? openStandardOutput()
      : openLogFile({ path: destination, bytesMax: fileBytesMax, filesMax });
  return pino(
    {
      level,
      base: name === undefined ? null : { name },
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
}

/** Resolves when everything logged so far is handed to the operating system. Never rejects. */
export function flushLogger(logger: Logger): Promise<void> {
  return new Promise((resolve) => logger.flush(() => resolve()));
}
