import type { Book, Instrument, Page } from '@truetape/contracts';
import type { ApiClient, ApiRequest } from '../../client/api-client.ts';
import { expectSuccess, isSuccess, problemCode } from '../../client/expect.ts';
import { unitsOf } from './decimal.ts';
import { instrumentTerms, QUANTITY_SCALE, QUOTE_SCALE } from './terms.ts';

const PREFERRED = 'BTC-USD';

/**
 * The market to replay in: the one asked for, `BTC-USD` where that fits and nobody has traded there, or a new one
 * whose quote asset (`USD…`) tells it apart. Lists what is missing.
 */
export async function chooseMarket(operator: ApiClient, wanted?: string): Promise<string> {
  const listed = await instruments(operator);
  if (wanted !== undefined) {
    if (!listed.some((each) => each.symbol === wanted)) await listMarket(operator, wanted);
    return wanted;
  }
  const preferred = listed.find((each) => each.symbol === PREFERRED);
  if (preferred === undefined) {
    if (await tryListMarket(operator, PREFERRED)) return PREFERRED;
  } else if (fits(preferred) && (await isUnused(operator, PREFERRED))) {
    return PREFERRED;
  }
  const suffix = Date.now().toString(36).toUpperCase().slice(-7);
  const fresh = `BTC-USD${suffix}`;
  if (await tryListMarket(operator, fresh)) return fresh;
  const apart = `BTC${suffix}-USD${suffix}`;
  await listMarket(operator, apart);
  return apart;
}

/** Whether every order of a recording passes the rules of an instrument that exists already. */
export function fits(instrument: Instrument): boolean {
  const terms = instrumentTerms(instrument.symbol);
  const atLeast = (bound: string, wanted: string) => Number(bound) >= Number(wanted);
  return (
    instrument.tick === terms.tick &&
    instrument.lot === terms.lot &&
    unitsOf(instrument.minQuantity, QUANTITY_SCALE) <= 1 &&
    instrument.minNotional === '0' &&
    atLeast(instrument.maxQuantity, terms.maxQuantity) &&
    atLeast(instrument.maxNotional, terms.maxNotional)
  );
}

async function instruments(client: ApiClient): Promise<readonly Instrument[]> {
  const found: Instrument[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page: Page<Instrument> = await get(client, `/v1/instruments${query}`);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

async function isUnused(client: ApiClient, symbol: string): Promise<boolean> {
  const book = await get<Book>(client, `/v1/instruments/${symbol}/book?depth=1`);
  if (book.bids.length > 0 || book.asks.length > 0) return false;
  const trades = await get<Page<unknown>>(client, `/v1/instruments/${symbol}/trades`);
  return trades.items.length === 0;
}

async function get<Body>(client: ApiClient, path: string): Promise<Body> {
  const request: ApiRequest = { method: 'GET', path };
  return expectSuccess<Body>(request, await client.send(request));
}

/** False when one of its assets exists with another scale. */
async function tryListMarket(operator: ApiClient, symbol: string): Promise<boolean> {
  const [base = '', quote = ''] = symbol.split('-');
  for (const [asset, scale] of [
    [base, QUANTITY_SCALE],
    [quote, QUOTE_SCALE],
  ] as const) {
    const request: ApiRequest = { method: 'POST', path: '/v1/assets', body: { asset, scale } };
    const reply = await operator.send(request);
    if (problemCode(reply) === 'ASSET_EXISTS') return false;
    expectSuccess(request, reply);
  }
  const body = instrumentTerms(symbol);
  const request: ApiRequest = { method: 'POST', path: '/v1/instruments', body };
  const reply = await operator.send(request);
  // A request that was not answered and is sent again finds its own listing.
  if (!isSuccess(reply) && problemCode(reply) !== 'INSTRUMENT_EXISTS')
    expectSuccess(request, reply);
  return true;
}

async function listMarket(operator: ApiClient, symbol: string): Promise<void> {
  if (await tryListMarket(operator, symbol)) return;
  throw new Error(
    `${symbol} cannot be listed: its base must have ${QUANTITY_SCALE} decimals, its quote ${QUOTE_SCALE}.`,
  );
}
