import { epochMs, type Instrument, lots, minor, rateE8 } from '@truetape/domain';
import { apply, emptyMarket, type Market, NEWEST_RULESET } from '@truetape/matcher/engine';
import {
  CANCEL_REJECTED,
  cancel,
  KIND,
  MAY_REST,
  type Placing,
  place,
  sideAt,
} from '@truetape/matcher/engine/numbers';
import { CANCEL, NEW, type Workload } from './workload.ts';

/** A market in which every order of the workloads may be placed. */
export const openInstrument: Instrument = {
  units: { symbol: 'BASE-QUOTE', base: 'BASE', quote: 'QUOTE', notionalUnit: 1n, lotUnit: 1n },
  revision: 0,
  minQuantity: lots(1),
  maxQuantity: lots(2 ** 32),
  minNotional: minor(0n),
  maxNotional: minor(10n ** 30n),
  feeTiers: [{ tier: 'standard', makerRate: rateE8(0), takerRate: rateE8(0) }],
  selfTradePrevention: 'none',
  protectionRate: rateE8(0),
  startsIn: 'open',
  ruleset: NEWEST_RULESET,
};

/**
 * The production engine with one open market, fed with the messages of a workload. All orders are of one account, and
 * an order's id is its revision there. What came of the last message is on `market.tape`: a modification is a
 * cancellation and a new order.
 */
export class FedEngine {
  readonly market: Market = emptyMarket('BASE-QUOTE');
  readonly #messages: Float64Array;
  readonly #account: number;
  readonly #placing: Placing;

  constructor(workload: Workload) {
    this.#messages = messagesOf(workload);
    apply(this.market, { type: 'InstrumentListed', at: epochMs(0), instrument: openInstrument });
    this.#account = this.market.accounts.numberOf('all');
    this.#placing = {
      at: 0,
      account: this.#account,
      revision: 0,
      traits: 0,
      limit: 0,
      quantity: 0,
      makerRate: rateE8(0),
      takerRate: rateE8(0),
      special: undefined,
    };
  }

  run(k: number): void {
    const { market } = this;
    const { tape } = market;
    tape.clear();
    const kind = this.#messages[k << 2] as number;
    if (kind >= 0) {
      this.#place(k, kind);
      return;
    }
    cancel(market, this.#account, this.#messages[(k << 2) | ID] as number);
    if (kind === CANCELS || tape.rows[KIND] === CANCEL_REJECTED) return;
    this.#place(k, sideAt(market, tape.rows[1] as number) | MAY_REST);
  }

  #place(k: number, traits: number): void {
    const placing = this.#placing;
    placing.traits = traits;
    placing.revision = this.#messages[(k << 2) | ID] as number;
    placing.limit = this.#messages[(k << 2) | PRICE] as number;
    placing.quantity = this.#messages[(k << 2) | QUANTITY] as number;
    place(this.market, placing);
  }
}

const ID = 1;
const PRICE = 2;
const QUANTITY = 3;
/** Kinds of messages that are no new order; those have the traits of the order instead. */
const CANCELS = -1;
const MODIFIES = -2;

/** The messages one after the other, as they are read: kind, id, price, quantity. */
function messagesOf({ count, kinds, sides, immediate, ids, prices, quantities }: Workload) {
  const messages = new Float64Array(count << 2);
  for (let k = 0; k < count; k++) {
    const traits = (sides[k] as number) | (immediate[k] === 0 ? MAY_REST : 0);
    const other = kinds[k] === CANCEL ? CANCELS : MODIFIES;
    messages[k << 2] = kinds[k] === NEW ? traits : other;
    messages[(k << 2) | ID] = ids[k] as number;
    messages[(k << 2) | PRICE] = prices[k] as number;
    messages[(k << 2) | QUANTITY] = quantities[k] as number;
  }
  return messages;
}
