/** The way out where this machine or user cannot run Postgres at all. */
const OWN_DATABASE = 'Or set DATABASE_URL to a Postgres of your own.';

/** One clear error: what went wrong, then what to do about it. The cause keeps the original. */
export function postgresError(problem: string, remedy: string, cause?: unknown): Error {
  const error = new Error(`${problem} ${remedy}`, cause === undefined ? {} : { cause });
  error.name = 'EmbeddedPostgresError';
  return error;
}

/** The same for what this machine or user cannot do at all. */
export function unsupportedError(problem: string, remedy = '', cause?: unknown): Error {
  return postgresError(problem, remedy === '' ? OWN_DATABASE : `${remedy} ${OWN_DATABASE}`, cause);
}

/** The system's error code (`ENOENT`, …) of an unknown thrown value, or undefined. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Turns a failed system call into an error with a remedy; errors that are already clear pass unchanged. */
export function explain(error: unknown, doing: string, path: string): Error {
  if (error instanceof Error && error.name === 'EmbeddedPostgresError') return error;
  const reason = error instanceof Error ? error.message : String(error);
  const problem = `Postgres: could not ${doing}: ${reason}.`;
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return postgresError(
        problem,
        `The disk is full: free 200 MB where ${path} lies and start again.`,
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT': // Node says so when a folder cannot be made on a read-only disk.
      return postgresError(
        problem,
        `User ${process.getuid?.()} needs to read and write ${path}: change that or choose another data folder.`,
        error,
      );
    case 'EINVAL':
      return unsupportedError(
        problem,
        'If root may not become another user here, start as an ordinary user.',
        error,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return postgresError(
        problem,
        `${path} must be a folder: move the file away or choose another data folder.`,
        error,
      );
    default:
      return postgresError(problem, `See the reason; the folder is ${path}.`, error);
  }
}

/** Turns the last words of a failed Postgres program into an error with a remedy. */
export function explainOutput(output: string, doing: string, path: string): Error {
  const words = output.trim().split('\n').slice(-8).join('\n');
  const problem = `Postgres: could not ${doing}:\n${words}\n`;
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output)) {
    return postgresError(
      problem,
      `The disk is full: free 200 MB where ${path} lies and start again.`,
    );
  }
  if (/error while loading shared libraries/.test(output)) {
    return unsupportedError(
      problem,
      'Install the missing system library (Debian: libstdc++6), or reinstall with `npm ci`.',
    );
  }
  if (/could not look up effective user ID/.test(output)) {
    return unsupportedError(problem, `User ${process.getuid?.()} needs a line in /etc/passwd.`);
  }
  if (/Permission denied|Read-only file system|Operation not permitted/.test(output)) {
    return unsupportedError(
      problem,
      `Choose a data folder instead of ${path} that is writable and not mounted noexec.`,
    );
  }
  return postgresError(
    problem,
    `If the files are damaged, remove ${path}: it only holds read models, which are rebuilt from the log.`,
  );
}
