import type { Book } from '@truetape/contracts';
import type { ApiClient, ApiRequest } from '../client/api-client.ts';
import { expectSuccess } from '../client/expect.ts';
import type { RecordedBook, RecordedLevel } from './recording/flow.ts';
import { unitsOf } from './venue/decimal.ts';
import { PRICE_SCALE, QUANTITY_SCALE } from './venue/terms.ts';

/** Our book as deep as the recorded one, reflecting at least `position`: the read side answers 503 until it does. */
export async function readBook(
  client: ApiClient,
  symbol: string,
  position: number,
  recorded: RecordedBook,
) {
  const depth = Math.max(1, recorded.bids.length, recorded.asks.length);
  const query = `depth=${depth}&minPosition=${position}`;
  const request: ApiRequest = { method: 'GET', path: `/v1/instruments/${symbol}/book?${query}` };
  const book = expectSuccess<Book>(request, await client.send(request));
  return { bids: book.bids.map(levelOf), asks: book.asks.map(levelOf) };
}

function levelOf([price, quantity]: readonly [string, string]): RecordedLevel {
  return [unitsOf(price, PRICE_SCALE), unitsOf(quantity, QUANTITY_SCALE)];
}
