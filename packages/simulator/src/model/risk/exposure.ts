import { type Atto, larger } from '../decimal.ts';
import type { ModelAccount } from '../model-account.ts';
import { type ModelOrder, remaining } from '../model-order.ts';

/** What accounts have in one market together, and what may still come of their open orders. */
export interface Net {
  quantity: Atto;
  toBuy: Atto;
  toSell: Atto;
  /** Of orders by `quoteQuantity`. */
  money: Atto;
}

/** How much of its market an order may still trade: of a pair once, by the leg that was placed first. */
export function stillTrades(order: ModelOrder): Atto {
  if (order.status !== 'open' || order.hasYielded || order.money !== undefined) return 0n;
  const { partner } = order;
  if (partner === undefined || partner.hasYielded) return alone(order);
  if (partner.placedRevision < order.placedRevision) return 0n;
  return larger(alone(order), alone(partner));
}

function alone(order: ModelOrder): Atto {
  const asked = [...order.asked.values()].map(({ quantity }) => quantity - order.filled);
  return asked.reduce(larger, remaining(order));
}

/** By market, of all accounts together. */
export function netsOf(accounts: readonly ModelAccount[]): Map<string, Net> {
  const nets = new Map<string, Net>();
  for (const { positions, openOrders } of accounts) {
    for (const [symbol, { quantity }] of positions) netOf(nets, symbol).quantity += quantity;
    for (const order of openOrders) {
      const net = netOf(nets, order.placed.symbol);
      net[order.placed.side === 'buy' ? 'toBuy' : 'toSell'] += stillTrades(order);
      net.money += order.money ?? 0n;
    }
  }
  return nets;
}

export function netOf(nets: Map<string, Net>, symbol: string): Net {
  let net = nets.get(symbol);
  if (net === undefined) {
    net = { quantity: 0n, toBuy: 0n, toSell: 0n, money: 0n };
    nets.set(symbol, net);
  }
  return net;
}

/** Whether all that is open on a side, and what is added to it, can only bring the position nearer to nothing. */
export const canOnlyReduce = ({ quantity, toBuy, toSell }: Net, side: 'buy' | 'sell'): boolean =>
  side === 'buy' ? quantity + toBuy <= 0n : quantity - toSell >= 0n;
