import type { EventLog } from '@truetape/event-store';
import { type Market, type MarketChange, type MarketDelta, Sequencer } from '@truetape/market-data';
import { createLogger } from '@truetape/observability';

const logger = createLogger({ level: 'silent', destination: '/dev/null' });

/** Folds all that is in a log, input by input. */
export async function readMarkets(
  log: EventLog,
  onInput: (change: MarketChange, delta: MarketDelta, market: Market) => void,
): Promise<void> {
  let sequencer: Sequencer | undefined;
  await new Promise<void>((resolve, reject) => {
    sequencer = new Sequencer({
      log,
      logger,
      onChange: (change, delta) =>
        onInput(change, delta, sequencer?.markets.get(delta.symbol) as Market),
      onCaughtUp: resolve,
      onFailure: reject,
    });
  });
  await sequencer?.stop();
}

/** As another process has it. */
export const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
