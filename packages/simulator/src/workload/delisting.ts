import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { Ask } from './ask.ts';
import type { Client } from './client.ts';
import { priceAt } from './drawing.ts';
import { ACCOUNTS, ASSETS, MARKETS, type MarketSetup } from './markets.ts';
import type { Operator } from './operator.ts';

const RACE_US = 8_000;
/** So many transfers are on their way then, and as many orders. */
const SENT = 6;
/** Orders that wait for its end trade when their asset is gone. */
const AUCTION = { to: 'auction', seconds: 1, next: 'open' } as const;

/** Delists an asset while it is sent from account to account, and traded: what comes too late lies in suspense. */
export async function delistWhileUsed(
  { clients, operator }: { clients: readonly Client[]; operator: Operator },
  { random, time, name }: { random: Random; time: VirtualTime; name: string },
): Promise<void> {
  const [asset] = random.pick(ASSETS);
  const traded = MARKETS.filter(({ definition }) => definition.symbol.includes(asset));
  const setup = random.pick(traded) as MarketSetup;
  const { symbol } = setup.definition;
  await operator.send((venue, by) => venue.requestState(symbol, AUCTION, by), `${name}-auction`);
  const sent: Promise<void>[] = [];
  for (let index = 0; index < SENT; index++) {
    const trader = clients[index % clients.length] as Client;
    sent.push(trader.send(orderIn(setup, trader.accountId, `${name}-${index}`, index)));
    const payer = clients[random.below(clients.length)] as Client;
    const body = {
      to: random.pick(ACCOUNTS),
      asset,
      amount: '0.5',
      reference: `ref-${name}-${index}`,
    };
    sent.push(payer.send({ type: 'Transfer', accountId: payer.accountId, body }));
    await time.pass(random.below(RACE_US / SENT));
    if (index !== SENT / 2) continue;
    sent.push(operator.send((venue, by) => venue.delistAsset(asset, 'simulated', by), name));
  }
  await Promise.all(sent);
}

/** Each takes the one before it. */
function orderIn(setup: MarketSetup, accountId: string, clientOrderId: string, index: number): Ask {
  const { symbol, minQuantity } = setup.definition;
  const side = index % 2 === 0 ? 'buy' : 'sell';
  const body = {
    clientOrderId,
    symbol,
    side,
    type: 'limit',
    price: priceAt(setup, 0),
    quantity: minQuantity,
  } as const;
  return { type: 'PlaceOrder', accountId, body };
}
