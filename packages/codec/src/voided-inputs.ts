import { type Data, streams } from '@truetape/contracts';
import type { EventRef, RecordedEvent } from '@truetape/kernel';

type ReadStream = (
  stream: string,
  options?: { readonly from?: number; readonly limit?: number },
) => AsyncIterable<readonly RecordedEvent[]>;

/** What operators had markets pass over. */
export interface VoidedInputs {
  /** Whether a market passes over this input. */
  readonly has: (input: EventRef, symbol: string) => boolean;
  /** Whether it is said in an event that was read. What is said later counts from the next start on. */
  readonly includes: (voided: RecordedEvent) => boolean;
}

export const NOTHING_VOIDED: VoidedInputs = { has: () => false, includes: () => false };

/**
 * Reads what is voided before any input is: it stands behind them in the log. An `InputVoided` counts unless the market
 * had gone on when it was appended, for then the input may have been answered.
 */
export async function readVoidedInputs(log: {
  readonly readStream: ReadStream;
}): Promise<VoidedInputs> {
  const counting = new Set<string>();
  let readUpTo = -1;
  for await (const events of log.readStream(streams.venue)) {
    for (const event of events) {
      readUpTo = event.revision;
      if (event.type !== 'InputVoided') continue;
      const data = event.data as Data<'InputVoided'>;
      if (!(await hadGoneOn(log, data, event.position))) counting.add(keyOf(data, data.symbol));
    }
  }
  return {
    has: (input, symbol) => counting.size > 0 && counting.has(keyOf(input, symbol)),
    includes: ({ revision }) => revision <= readUpTo,
  };
}

const keyOf = ({ stream, revision }: EventRef, symbol: string) => `${symbol} ${stream} ${revision}`;

/** Whether something stands in the market's stream between what the operator saw and what the operator said. */
async function hadGoneOn(
  log: { readonly readStream: ReadStream },
  { symbol, marketRevision }: Data<'InputVoided'>,
  position: number,
): Promise<boolean> {
  const from = marketRevision + 1;
  for await (const [next] of log.readStream(streams.market(symbol), { from, limit: 1 })) {
    return next !== undefined && next.position < position;
  }
  return false;
}
