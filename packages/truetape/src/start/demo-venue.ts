import type { Accounts, Request } from '@truetape/accounts';
import { parseMinor } from '@truetape/codec';
import { createVenueDesk, type VenueDeskOptions } from '@truetape/command-api';
import { assert } from '@truetape/kernel';

/** USD has ten decimals here: a tick of a cent times a lot of a satoshi is then a whole number of minor units. */
const ASSETS = { BTC: 8, USD: 10 } as const;

const BTC_USD = {
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

const FUNDS = { BTC: '100', USD: '10000000' } as const;

export interface DemoVenue extends Omit<VenueDeskOptions, 'catalogue'> {
  readonly accounts: Accounts;
  readonly accountIds: readonly string[];
}

/** Lists the demo market and opens and funds the accounts. Whatever is there already stays as it is. */
export async function openDemoVenue(options: DemoVenue): Promise<void> {
  const { accounts, accountIds } = options;
  const requestId = 'first-start';
  const by = { correlationId: requestId, actor: { userId: 'operator', requestId } };
  const venue = createVenueDesk({ ...options, catalogue: accounts.catalogue });
  for (const [asset, scale] of Object.entries(ASSETS)) {
    if (!accounts.catalogue.assets.has(asset)) await venue.listAsset(asset, scale, by);
  }
  if (!accounts.catalogue.markets.has(BTC_USD.symbol)) await venue.listInstrument(BTC_USD, by);

  const execute = (accountId: string, command: Request['command']) =>
    accounts.execute({ accountId, command, ...by, deadlineMs: Number.MAX_SAFE_INTEGER });
  await Promise.all(
    accountIds.map(async (accountId) => {
      if (accounts.stateOf(accountId).status === 'open') return;
      await execute(accountId, { type: 'OpenAccount', accountId });
      for (const [asset, decimal] of Object.entries(FUNDS)) {
        const amount = parseMinor(decimal, ASSETS[asset as keyof typeof ASSETS]);
        const reference = `demo-${asset}`;
        const funded = await execute(accountId, { type: 'Deposit', asset, amount, reference });
        assert(funded.kind === 'done', 'a demo account is funded');
      }
    }),
  );
}
