/** Past an election: the client's own 10 times 100 ms end before there is a new leader. */
const DISCOVERY = { maxDiscoverAttempts: 60, discoveryInterval: 500 };

/**
 * A connection string as the client needs it.
 *
 * @throws Error saying what to write instead; what was given is not repeated, it may hold a password
 */
export function completeConnectionString(given: string): string {
  const text = given.trim();
  if (!/^esdb(\+discover)?:\/\/./.test(text)) {
    throw new Error('An EventStoreDB connection string begins with esdb:// or esdb+discover://');
  }
  if (/[?&]throwOnAppendFailure=false/i.test(text)) {
    throw new Error(
      'throwOnAppendFailure=false would make a refused append look like one that succeeded',
    );
  }
  let complete = text.includes('?') ? text : `${text.replace(/\/+$/, '')}?`;
  for (const [name, value] of Object.entries(DISCOVERY)) {
    if (new RegExp(`[?&]${name}=`, 'i').test(complete)) continue;
    complete += `${complete.endsWith('?') ? '' : '&'}${name}=${value}`;
  }
  return complete;
}

let connections = 0;

const KEEP_ALIVE_TIMEOUT_MS = 10_000;

/**
 * The same server over a connection of its own. gRPC lets all clients with equal settings share one, and then a reader
 * that is slow keeps what comes for the others from coming: their settings differ by a millisecond each.
 */
export function withOwnConnection(complete: string): string {
  connections += 1;
  const given = /([?&])keepAliveTimeout=(-?\d+)/i;
  const base = Math.max(0, Number(given.exec(complete)?.[2] ?? KEEP_ALIVE_TIMEOUT_MS));
  return `${complete.replace(given, '$1')}&keepAliveTimeout=${base + (connections % 1_000)}`.replace(
    /([?&])&+/g,
    '$1',
  );
}
