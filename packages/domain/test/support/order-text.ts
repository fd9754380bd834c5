import {
  lots,
  minor,
  type OrderRequest,
  type PlaceOco,
  type PlaceOrder,
  type Side,
  ticks,
} from '../../src/index.ts';
import { market, NOW, SYMBOL } from './trading.ts';

/** How the word after a field's name is read. */
const FIELDS: Readonly<Record<string, (word: string) => unknown>> = {
  price: (word) => ticks(Number(word)),
  stopPrice: (word) => ticks(Number(word)),
  trailingOffset: (word) => ticks(Number(word)),
  quantity: (word) => lots(Number(word)),
  displayQuantity: (word) => lots(Number(word)),
  quoteQuantity: (word) => minor(BigInt(word)),
  timeInForce: (word) => word,
};

/** `price 80 quantity 50` as the fields of a command. */
export function fieldsIn(words: readonly string[]): object {
  const fields: Record<string, unknown> = {};
  for (let at = 0; at < words.length; at += 2) {
    const [name = '', word] = words.slice(at, at + 2);
    const read = FIELDS[name];
    if (read === undefined || word === undefined)
      throw new Error(`${name} is a field with a value`);
    fields[name] = read(word);
  }
  return fields;
}

function requestIn(side: Side, text: string, clientOrderId: string): OrderRequest {
  const [type, ...words] = text.split(' ');
  const terms = {
    symbol: SYMBOL,
    side,
    type,
    timeInForce: 'GTC',
    postOnly: false,
    selfTradePrevention: 'none',
    ...fieldsIn(words),
  } as OrderRequest['terms'];
  return { clientOrderId, terms };
}

/** `buy limit quantity 50 price 100` as a command; ` + ` stands between the legs of a pair. */
export function placingIn(text: string, view = market, ids = ['c1', 'c2']): PlaceOrder | PlaceOco {
  const [side, ...rest] = text.split(' ');
  const legs = rest
    .join(' ')
    .split(' + ')
    .map((leg, index) => requestIn(side as Side, leg, ids[index] ?? ''));
  const [first, second] = legs;
  if (first === undefined) throw new Error(`${text} is an order`);
  const placing = { receivedAt: NOW, market: view };
  return second === undefined
    ? { type: 'PlaceOrder', ...placing, ...first }
    : { type: 'PlaceOco', ...placing, legs: [first, second] };
}
