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
