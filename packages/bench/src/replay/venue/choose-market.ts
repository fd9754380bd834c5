import type { HttpClient } from '@truetape/client';
import type { Instrument } from '@truetape/contracts';
import { expectData } from '../../client/expect.ts';
import { readPages } from '../read-pages.ts';
import { unitsOf } from './decimal.ts';
import { instrumentTerms, QUANTITY_SCALE, QUOTE_SCALE } from './terms.ts';

const PREFERRED = 'BTC-USD';

/**
 * The market to replay in: the one asked for, `BTC-USD` where that fits and nobody has traded there, or a new one
 * whose quote asset (`USD…`) tells it apart. Lists what is missing.
 */
export async function chooseMarket(operator: HttpClient, wanted?: string): Promise<string> {
  const listed = await readPages('The markets', (cursor) =>
    operator.GET('/v1/instruments', { params: { query: cursor } }),
  );
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

async function isUnused(http: HttpClient, symbol: string): Promise<boolean> {
  const path = { symbol };
  const shown = await http.GET('/v1/instruments/{symbol}/book', {
    params: { path, query: { depth: 1 } },
  });
  const book = expectData(`The book of ${symbol}`, shown);
  if (book.bids.length > 0 || book.asks.length > 0) return false;
  const traded = await http.GET('/v1/instruments/{symbol}/trades', { params: { path } });
  return expectData(`The trades of ${symbol}`, traded).items.length === 0;
}

/** False when one of its assets exists with another scale. */
async function tryListMarket(operator: HttpClient, symbol: string): Promise<boolean> {
  const [base = '', quote = ''] = symbol.split('-');
  for (const [asset, scale] of [
    [base, QUANTITY_SCALE],
    [quote, QUOTE_SCALE],
  ] as const) {
    const answered = await operator.POST('/v1/assets', { body: { asset, scale } });
    if (answered.error?.code === 'ASSET_EXISTS') return false;
    expectData(`The asset ${asset}`, answered);
  }
  const answered = await operator.POST('/v1/instruments', { body: instrumentTerms(symbol) });
  // A request that was not answered and is sent again finds its own listing.
  if (answered.error?.code !== 'INSTRUMENT_EXISTS') expectData(`The market ${symbol}`, answered);
  return true;
}

async function listMarket(operator: HttpClient, symbol: string): Promise<void> {
  if (await tryListMarket(operator, symbol)) return;
  throw new Error(
    `${symbol} cannot be listed: its base must have ${QUANTITY_SCALE} decimals, its quote ${QUOTE_SCALE}.`,
  );
}
