import type { HttpClient } from '@truetape/client';
import { expectData } from '../client/expect.ts';
import type { RecordedBook, RecordedLevel } from './recording/flow.ts';
import { unitsOf } from './venue/decimal.ts';
import { PRICE_SCALE, QUANTITY_SCALE } from './venue/terms.ts';

/** Our book as deep as the recorded one, reflecting at least `position`: the read side answers 503 until it does. */
export async function readBook(
  http: HttpClient,
  symbol: string,
  position: number,
  recorded: RecordedBook,
) {
  const depth = Math.max(1, recorded.bids.length, recorded.asks.length);
  const answered = await http.GET('/v1/instruments/{symbol}/book', {
    params: { path: { symbol }, query: { depth, minPosition: position } },
  });
  const book = expectData(`The book of ${symbol}`, answered);
  return { bids: book.bids.map(levelOf), asks: book.asks.map(levelOf) };
}

function levelOf([price, quantity]: readonly [string, string]): RecordedLevel {
  return [unitsOf(price, PRICE_SCALE), unitsOf(quantity, QUANTITY_SCALE)];
}
