import type { Data } from '@truetape/contracts';
import { type Atto, atto, shown } from '../decimal.ts';
import type { Fill } from '../fill.ts';

type Leg = Data<'CorrectionProposed'>['legs'][number];

/** What is put right, added up: what an account gets, and against what; and what that does to its position. */
export class Moves {
  readonly #amounts = new Map<string, Atto>();

  line(accountId: string, asset: string, against: string, amount: Atto): void {
    this.#add(`${accountId} ${asset} against ${against}`, amount);
  }

  fill(accountId: string, symbol: string, { bought, paid, fee }: Fill): void {
    this.#add(`${accountId} buys ${symbol}`, bought);
    this.#add(`${accountId} pays in ${symbol}`, paid);
    this.#add(`${accountId} is charged in ${symbol}`, fee);
  }

  #add(key: string, amount: Atto): void {
    this.#amounts.set(key, (this.#amounts.get(key) ?? 0n) + amount);
  }

  /** The same for the same moves. */
  toString(): string {
    const moves = [...this.#amounts].filter(([, amount]) => amount !== 0n);
    return moves
      .map(([key, amount]) => `${key}: ${shown(amount)}`)
      .sort()
      .join(', ');
  }
}

export function filledBy({ side, quantity, notional, fee }: Leg['fills'][number]): Fill {
  const sign = side === 'buy' ? 1n : -1n;
  return { bought: sign * atto(quantity), paid: sign * atto(notional), fee: atto(fee) };
}

export function movesOf(legs: readonly Leg[]): Moves {
  const moves = new Moves();
  for (const { accountId, lines, fills } of legs) {
    for (const { asset, against, amount } of lines) {
      moves.line(accountId, asset, against, atto(amount));
    }
    for (const fill of fills) moves.fill(accountId, fill.symbol, filledBy(fill));
  }
  return moves;
}
