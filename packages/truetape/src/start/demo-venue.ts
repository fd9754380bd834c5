import type { Accounts } from '@truetape/accounts';
import type { KeysFile } from '@truetape/auth';
import type { OwnFetch } from './own-fetch.ts';

/** USD has ten decimals here: a tick of a cent times a lot of a satoshi is then a whole number of minor units. */
export const ASSETS = { BTC: 8, USD: 10 } as const;

export const BTC_USD = {
  symbol: 'BTC-USD',
  tick: '0.01',
  lot: '0.00000001',
  minQuantity: '0.00000001',
  maxQuantity: '10000',
  minNotional: '0',
  maxNotional: '1000000000',
  makerRate: '0.001',
  takerRate: '0.002',
  referencePrice: '64000',
} as const;

export const FUNDS = { BTC: '100', USD: '10000000' } as const;

/** By which its first deposit is known again. */
const referenceOf = (asset: string) => `demo-${asset}`;

/** Whether the demo market and all its accounts are there, as who has read the log knows. */
export function isDemoVenueOpen(
  { catalogue, stateOf }: Pick<Accounts, 'catalogue' | 'stateOf'>,
  { traders }: KeysFile,
): boolean {
  const isFunded = ({ accountId }: KeysFile['traders'][number]) => {
    const state = stateOf(accountId);
    if (state.status === 'none') return false;
    return Object.keys(FUNDS).every((asset) => state.references.has(referenceOf(asset)));
  };
  return catalogue.markets.has(BTC_USD.symbol) && traders.every(isFunded);
}

/**
 * Lists the demo market and opens and funds the accounts, as an operator does it, by the API. Whatever is there already
 * stays as it is.
 */
export async function openDemoVenue(
  url: string,
  { operator, traders }: KeysFile,
  fetch: OwnFetch,
): Promise<void> {
  const headers = {
    authorization: `Bearer ${operator.token}`,
    'content-type': 'application/json',
    'x-request-id': 'first-start',
  };
  /** @throws Error unless it is done, was done before, or is `expected` */
  async function post(path: string, body: object, expected?: number): Promise<number> {
    const sent = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${url}${path}`, sent);
    const text = await answer.text();
    const isThere = /"code":"(ASSET|INSTRUMENT|ACCOUNT)_EXISTS"/.test(text);
    if (answer.ok || isThere || answer.status === expected) return answer.status;
    throw new Error(`The demo venue cannot be opened: ${path} ${text}`);
  }

  async function fund(accountId: string): Promise<void> {
    const path = `/v1/accounts/${accountId}/deposits`;
    for (const [asset, amount] of Object.entries(FUNDS)) {
      const deposit = { asset, amount, reference: referenceOf(asset) };
      // Asking whether there is the account already would not be a command.
      if ((await post(path, deposit, 404)) !== 404) continue;
      await post('/v1/accounts', { accountId });
      await post(path, deposit);
    }
  }

  for (const [asset, scale] of Object.entries(ASSETS)) await post('/v1/assets', { asset, scale });
  await post('/v1/instruments', BTC_USD);
  await Promise.all(traders.map(({ accountId }) => fund(accountId)));
}
