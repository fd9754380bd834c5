/** Thrown when a rule of our own making is broken. Nobody catches it: the process ends and start-up recovers. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/**
 * States a rule that holds whatever a client sends. On in production.
 *
 * @param rule the positive rule, in words: `held never exceeds total`
 * @throws InvariantError `Invariant: <rule>`
 */
export function assert(holds: unknown, rule: string): asserts holds {
  if (!holds) throw new InvariantError(`Invariant: ${rule}`);
}

/** The default of a switch over a closed union: the compiler proves it is never reached, and so does the run. */
export function unreachable(value: never, rule: string): never {
  throw new InvariantError(`Invariant: ${rule} (got ${JSON.stringify(value)})`);
}
