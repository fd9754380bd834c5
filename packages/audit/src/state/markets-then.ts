import {
  type Catalogue,
  type ListedMarket,
  marketIn,
  type ReadInput,
  readInput,
  sha256,
  type VoidedInputs,
} from '@truetape/codec';
import { idOf } from '@truetape/contracts';
import type { MarketState, PriceTicks } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';
import {
  apply,
  bookText,
  emptyMarket,
  type Market,
  type StandingOrder,
  standing,
} from '@truetape/matcher/engine';
import { isSamePlace } from '../same-place.ts';

/** An order in a book, in decimals. */
export interface OrderInBook {
  readonly orderId: string;
  readonly orderNumber: number;
  readonly side: 'buy' | 'sell';
  /** Of one that waits: its stop. */
  readonly price: string;
  /** What others see of it. */
  readonly shown: string;
  /** What can trade, shown or not. */
  readonly left: string;
}

/** A market after the last input that it had answered whole. */
export interface MarketThen {
  readonly symbol: string;
  readonly state: MarketState;
  readonly ruleset: number;
  /** Revision of the last outcome that counts. */
  readonly sequence: number;
  readonly lastPrice?: string;
  /** Of what everybody may see of its orders, as the feed of its orders has it: SHA-256 in hex. */
  readonly digest: string;
  /** Best price first, at one price the oldest first. */
  readonly bids: readonly OrderInBook[];
  readonly asks: readonly OrderInBook[];
  /** Those that wait for their stops. */
  readonly waiting: readonly OrderInBook[];
}

interface Followed {
  readonly market: Market;
  /** Inputs that the log has and the market has not answered yet; some it will never answer. */
  readonly unanswered: ReadInput[];
  sequence: number;
}

/** Runs markets again with the engine that ran them: all of them, or one. An input counts when its last outcome is read. */
export class MarketsThen {
  readonly #catalogue: Catalogue;
  readonly #voided: VoidedInputs;
  readonly #only: string | undefined;
  readonly #followed = new Map<string, Followed>();

  constructor(catalogue: Catalogue, voided: VoidedInputs, only: string | undefined) {
    this.#catalogue = catalogue;
    this.#voided = voided;
    this.#only = only;
  }

  read(event: RecordedEvent): void {
    const symbol = idOf('market', event.stream);
    if (symbol !== undefined) {
      const { last } = event.data as { readonly last?: boolean };
      if (last === true && this.#isWanted(symbol)) this.#answered(this.#of(symbol), event);
      return;
    }
    const input = readInput(event, this.#catalogue);
    if (input === undefined || !this.#isWanted(input.symbol)) return;
    const concerned =
      input.symbol === undefined ? this.#followed.values() : [this.#of(input.symbol)];
    for (const { unanswered } of concerned) unanswered.push(input);
  }

  /** By symbol. */
  view(): readonly MarketThen[] {
    return [...this.#followed.values()]
      .filter(({ sequence }) => sequence >= 0)
      .map((followed) => viewOf(followed, marketIn(this.#catalogue, followed.market.symbol)))
      .sort((one, other) => (one.symbol < other.symbol ? -1 : 1));
  }

  /** What concerns every market concerns the one that is wanted. */
  #isWanted(symbol: string | undefined): boolean {
    return this.#only === undefined || symbol === undefined || this.#only === symbol;
  }

  #of(symbol: string): Followed {
    let followed = this.#followed.get(symbol);
    if (followed === undefined) {
      followed = { market: emptyMarket(symbol), unanswered: [], sequence: -1 };
      this.#followed.set(symbol, followed);
    }
    return followed;
  }

  /** Markets answer in the order of the log: what was before the input that is answered now had no outcome. */
  #answered(followed: Followed, { causation, revision }: RecordedEvent): void {
    const { market, unanswered } = followed;
    const index = unanswered.findIndex(({ ref }) => isSamePlace(ref, causation));
    for (const { input, ref } of unanswered.splice(0, index + 1)) {
      if (!this.#voided.has(ref, market.symbol)) apply(market, input);
    }
    followed.sequence = revision;
  }
}

function viewOf({ market, sequence }: Followed, { grid }: ListedMarket): MarketThen {
  const { symbol, state, ruleset, lastPrice } = market;
  const { bids, asks, waiting } = standing(market);
  const written = ({ orderId, orderNumber, side, price, shown, left }: StandingOrder) => ({
    orderId,
    orderNumber,
    side,
    price: grid.formatPrice(price),
    shown: grid.formatQuantity(shown),
    left: grid.formatQuantity(left),
  });
  return {
    symbol,
    state,
    ruleset,
    sequence,
    ...(lastPrice === 0 ? {} : { lastPrice: grid.formatPrice(lastPrice as PriceTicks) }),
    digest: sha256(bookText(market, grid)),
    bids: bids.map(written),
    asks: asks.map(written),
    waiting: waiting.map(written),
  };
}
