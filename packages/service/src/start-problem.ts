import type { Config } from './config.ts';
import { PROCESSES, type ProcessName } from './processes.ts';

/** The one line that says what keeps a process from starting and, where that is known, what to do. */
export function startProblem(error: unknown, name: ProcessName, config: Config): string {
  const { ports, dataDir } = config;
  const { code, message } = error as NodeJS.ErrnoException;
  const port = PROCESSES[name];
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${ports[port]} is in use. Set ${port} to another one.`;
    case 'EACCES':
    case 'EROFS':
    case 'EPERM':
      return `${dataDir} cannot be written. Set DATA_DIR to a folder that can. (${message})`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${dataDir} is not a folder. Set DATA_DIR to one.`;
    case 'ENOSPC':
      return `The disk of ${dataDir} is full. (${message})`;
    default:
      return message;
  }
}
