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
  readonly #workload: Workload;
  readonly #account: number;
  readonly #placing: Placing;

  constructor(workload: Workload) {
    this.#workload = workload;
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
    const { kinds, sides, immediate, ids } = this.#workload;
    const { market } = this;
    const { tape } = market;
    tape.clear();
    const kind = kinds[k] as number;
    if (kind === NEW) {
      this.#place(k, sides[k] as number, immediate[k] === 0);
      return;
    }
    cancel(market, this.#account, ids[k] as number);
    if (kind === CANCEL || tape.rows[KIND] === CANCEL_REJECTED) return;
    const slot = tape.rows[1] as number;
    this.#place(k, sideAt(market, slot), true);
  }

  #place(k: number, side: number, mayRest: boolean): void {
    const { ids, prices, quantities } = this.#workload;
    const placing = this.#placing;
    placing.revision = ids[k] as number;
    placing.traits = side | (mayRest ? MAY_REST : 0);
    placing.limit = prices[k] as number;
    placing.quantity = quantities[k] as number;
    place(this.market, placing);
  }
}
