import { randomInt } from 'node:crypto';
import { formatMinor } from '@truetape/codec';
import { minor } from '@truetape/domain';
import type { OwnFetch } from './own-fetch.ts';

interface Trader {
  readonly accountId: string;
  readonly token: string;
}

const EVERY_MS = 150;
const MID_CENTS = 6_400_000;
const SPREAD_CENTS = 2_000;
/** Each trader takes its own orders back after so many, so that the book stays small. */
const CANCEL_ALL_EVERY = 60;

/** Simulated traders that use the public API as anybody would. What is refused, they do not mind. */
export function startDemoTraders(url: string, traders: readonly Trader[], fetch: OwnFetch) {
  const run = String(Date.now());
  let count = 0;
  const timer = setInterval(() => {
    const trader = traders[count % traders.length];
    if (trader === undefined) return;
    count += 1;
    const headers = {
      authorization: `Bearer ${trader.token}`,
      'content-type': 'application/json',
    };
    const asked =
      count % CANCEL_ALL_EVERY < traders.length
        ? fetch(`${url}/v1/orders`, { method: 'DELETE', headers })
        : fetch(`${url}/v1/orders`, {
            method: 'POST',
            headers,
            body: JSON.stringify(randomOrder(`demo-${run}-${count}`)),
          });
    asked.then((answer) => answer.text()).catch(() => undefined);
  }, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

function randomOrder(clientOrderId: string) {
  const side = randomInt(2) === 0 ? 'buy' : 'sell';
  // A little more than half of the spread to the own side: most rest, some trade.
  const away = randomInt(SPREAD_CENTS) - SPREAD_CENTS / 4;
  const cents = side === 'buy' ? MID_CENTS - away : MID_CENTS + away;
  const price = formatMinor(minor(BigInt(cents)), 2);
  const quantity = formatMinor(minor(BigInt(randomInt(10, 100))), 3);
  return { clientOrderId, symbol: 'BTC-USD', side, type: 'limit', price, quantity };
}
