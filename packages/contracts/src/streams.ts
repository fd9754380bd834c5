/** The names of all streams. Each has one kind of writer; see `docs/reference/events.md`. */
export const streams = {
  anchors: 'anchors',
  venue: 'venue',
  clock: 'clock',
  corrections: 'corrections',
  security: 'security',
  account: (accountId: string) => `account-${accountId}`,
  denials: (accountId: string) => `denials-${accountId}`,
  instrument: (symbol: string) => `instrument-${symbol}`,
  market: (symbol: string) => `market-${symbol}`,
  risk: (accountId: string) => `risk-${accountId}`,
  mark: (symbol: string) => `mark-${symbol}`,
  user: (userId: string) => `user-${userId}`,
} as const;

export const prefixes = {
  account: 'account-',
  clock: 'clock',
  corrections: 'corrections',
  denials: 'denials-',
  instrument: 'instrument-',
  mark: 'mark-',
  market: 'market-',
  risk: 'risk-',
  security: 'security',
  user: 'user-',
  venue: 'venue',
} as const;

/** `account-trader-1` → `trader-1`; undefined when the stream is of another kind. */
export function idOf(
  kind: Exclude<keyof typeof prefixes, 'clock' | 'corrections' | 'security' | 'venue'>,
  stream: string,
) {
  const prefix = prefixes[kind];
  return stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined;
}
