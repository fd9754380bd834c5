import { rejection } from './codes.ts';
import { enter, forget, type Market, ownSide, withdraw } from './market.ts';
import { match } from './match.ts';
import { NONE, PRICE, QUANTITY, REMAINING } from './orders.ts';
import { priceRejection, quantityRejection } from './place.ts';
import { REPLACE_REJECTED, REPLACED } from './tape.ts';

/** Less at the same price keeps the place; anything else is as if the order came now. `quantity` counts the fills. */
export function replace(
  market: Market,
  account: number,
  revision: number,
  price: number,
  quantity: number,
): void {
  const slot = market.live.get(account, revision);
  const rejected = replaceRejection(market, slot, price, quantity);
  if (rejected !== 0) {
    const at = market.tape.next();
    market.tape.rows[at] = REPLACE_REJECTED;
    market.tape.rows[at + 1] = rejected;
    return;
  }
  const { numbers } = market.orders;
  const total = numbers[(slot << 3) | QUANTITY] as number;
  const isKept = price === numbers[(slot << 3) | PRICE] && quantity <= total;
  if (isKept) ownSide(market, slot).reduce(slot, total - quantity);
  else withdraw(market, slot);
  numbers[(slot << 3) | QUANTITY] = quantity;
  if (!isKept) {
    const filled = total - (numbers[(slot << 3) | REMAINING] as number);
    numbers[(slot << 3) | PRICE] = price;
    // Never a sum of two quantities: that may be no safe integer.
    numbers[(slot << 3) | REMAINING] = quantity - filled;
  }
  tell(market, slot, isKept);
  if (isKept) return;
  match(market, slot);
  if ((numbers[(slot << 3) | REMAINING] as number) > 0) enter(market, slot);
  else forget(market, slot);
}

function tell({ orders, tape }: Market, slot: number, isKept: boolean): void {
  const at = tape.next();
  const { rows } = tape;
  rows[at] = REPLACED;
  rows[at + 1] = slot;
  rows[at + 2] = orders.numbers[(slot << 3) | PRICE] as number;
  rows[at + 3] = orders.numbers[(slot << 3) | QUANTITY] as number;
  rows[at + 4] = orders.numbers[(slot << 3) | REMAINING] as number;
  rows[at + 5] = isKept ? 1 : 0;
}

/** The rules of replacing, in the order in which they are asked. */
function replaceRejection(market: Market, slot: number, price: number, quantity: number): number {
  if (slot === NONE) return ORDER_CLOSED;
  if (market.state !== 'open') return MARKET_CLOSED;
  const bounds = priceRejection(price) || quantityRejection(market, quantity);
  if (bounds !== 0) return bounds;
  const { numbers } = market.orders;
  const total = numbers[(slot << 3) | QUANTITY] as number;
  const filled = total - (numbers[(slot << 3) | REMAINING] as number);
  if (quantity <= filled) return ORDER_REPLACE_BELOW_FILLED;
  const more = price === numbers[(slot << 3) | PRICE] ? quantity - total : quantity - filled;
  if (more > 0 && !ownSide(market, slot).hasRoom(price, more)) return MARKET_CAPACITY;
  return 0;
}

const ORDER_CLOSED = rejection('ORDER_CLOSED');
const MARKET_CLOSED = rejection('MARKET_CLOSED');
const MARKET_CAPACITY = rejection('MARKET_CAPACITY');
const ORDER_REPLACE_BELOW_FILLED = rejection('ORDER_REPLACE_BELOW_FILLED');
