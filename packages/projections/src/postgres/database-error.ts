/** A question that Postgres did not answer. `passing`: asking again later may help. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly passing: boolean;

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.passing = isPassing(cause);
  }
}

/** Runs what talks to Postgres, and says with every failure whether it will pass. */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof DatabaseError ? error : new DatabaseError(error);
  }
}

/** Classes of SQLSTATE: connection, rolled back by a conflict, out of resources, in use, stopped by an operator. */
const PASSING_CLASSES = new Set(['08', '40', '53', '55', '57', '58']);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** What has no SQLSTATE never reached the server, or lost it: a refused, cut or silent connection. */
function isPassing(cause: unknown): boolean {
  const { code } = cause as { code?: unknown };
  if (typeof code !== 'string' || !SQLSTATE.test(code) || code === 'EPIPE') return true;
  return PASSING_CLASSES.has(code.slice(0, 2));
}
