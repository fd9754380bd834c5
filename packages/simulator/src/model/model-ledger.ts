import type { Data } from '@truetape/contracts';
import { holds } from '../violation.ts';
import { type Atto, atto, shown, times } from './decimal.ts';
import type { ModelVenue } from './model-venue.ts';

/**
 * Where all money is. An account's part changes by what is settled there; what a trade owes, and whom, follows from the
 * trade alone: so money that is settled otherwise than it was traded shows.
 */
export class ModelLedger {
  /** What was paid in, less what was paid out. */
  readonly #paidIn = new Amounts();
  readonly #inAccounts = new Amounts();
  readonly #fees = new Amounts();
  readonly #transit = new Amounts();
  readonly #suspense = new Amounts();
  /** What the venue itself has got, less what it has given. */
  readonly #residue = new Amounts();
  /** Traded, and not settled: all of it, and by account. */
  readonly #clearing = new Amounts();
  readonly #owed = new Map<string, Amounts>();

  pay(asset: string, amount: Atto): void {
    this.#paidIn.add(asset, amount);
    this.#inAccounts.add(asset, amount);
  }

  /** Money has left an account, or come to one, by way of transit; or it lies in suspense, where no account has it. */
  move(asset: string, amount: Atto, by: 'transit' | 'suspense'): void {
    this.#inAccounts.add(asset, amount);
    (by === 'transit' ? this.#transit : this.#suspense).add(asset, -amount);
  }

  /** An account has got what it was owed, or has paid what it owed. */
  settle(accountId: string, asset: string, amount: Atto): void {
    this.owe(accountId, asset, -amount);
    this.#inAccounts.add(asset, amount);
  }

  /**
   * An account got its own part of what was put right, or gave it. The rest of what it was to get lies in suspense; the rest
   * of what it was to give, the venue gives.
   */
  correct(accountId: string, asset: string, against: string, { amount, own }: Corrected): void {
    this.#inAccounts.add(asset, own);
    if (against === 'clearing') this.owe(accountId, asset, -amount);
    else (against === 'fees' ? this.#fees : this.#residue).add(asset, -amount);
    (amount > own ? this.#suspense : this.#residue).add(asset, amount - own);
  }

  charge(asset: string, fee: Atto): void {
    this.#fees.add(asset, fee);
    this.#inAccounts.add(asset, -fee);
  }

  /** An account is to get money for something, or to give it: until that is settled. */
  owe(accountId: string, asset: string, amount: Atto): void {
    let owed = this.#owed.get(accountId);
    if (owed === undefined) {
      owed = new Amounts();
      this.#owed.set(accountId, owed);
    }
    owed.add(asset, amount);
    this.#clearing.add(asset, amount);
  }

  trade(
    { maker, taker, takerSide, price, quantity }: Data<'TradeExecuted'>,
    venue: ModelVenue,
    symbol: string,
  ): void {
    const instrument = venue.instruments.get(symbol);
    if (instrument === undefined) return;
    const [buyer, seller] = takerSide === 'buy' ? [taker, maker] : [maker, taker];
    const bought = atto(quantity);
    const paid = times(atto(price), bought);
    venue.traded(symbol, price);
    const { base, quote } = instrument;
    this.owe(buyer.accountId, base, bought);
    this.owe(buyer.accountId, quote, -paid);
    this.owe(seller.accountId, base, -bought);
    this.owe(seller.accountId, quote, paid);
  }

  /** Nothing is made and nothing is lost: what is in accounts, fees and clearing is what was paid in. */
  check(): void {
    for (const [asset, paidIn] of this.#paidIn.entries()) {
      const inAccounts = this.#inAccounts.of(asset);
      const fees = this.#fees.of(asset);
      const clearing = this.#clearing.of(asset);
      const elsewhere =
        this.#transit.of(asset) + this.#suspense.of(asset) + this.#residue.of(asset);
      holds(inAccounts + fees + clearing + elsewhere === paidIn, 'money is conserved', () => {
        const parts = `${shown(inAccounts)} in accounts, ${shown(fees)} of fees, ${shown(clearing)} in clearing, ${shown(elsewhere)} in transit, in suspense and the venue's`;
        return `${parts} are not the ${shown(paidIn)} ${asset} that were paid in`;
      });
    }
  }

  /** With nothing in flight nobody owes anything. */
  checkAllIsSettled(): void {
    for (const [asset, amount] of this.#transit.entries()) {
      holds(amount === 0n, 'transit is empty when nothing is in flight', () => {
        return `${shown(amount)} ${asset}`;
      });
    }
    for (const [accountId, owed] of this.#owed) {
      for (const [asset, amount] of owed.entries()) {
        const what = () => `${accountId} is owed ${shown(amount)} ${asset}`;
        holds(amount === 0n, 'clearing is zero when nothing is in flight', what);
      }
    }
  }
}

/** Of a line of a correction what it says, and what the account had a part in. */
interface Corrected {
  readonly amount: Atto;
  readonly own: Atto;
}

/** Money by its asset. */
class Amounts {
  readonly #byAsset = new Map<string, Atto>();

  of(asset: string): Atto {
    return this.#byAsset.get(asset) ?? 0n;
  }

  add(asset: string, amount: Atto): void {
    this.#byAsset.set(asset, this.of(asset) + amount);
  }

  entries(): Iterable<[asset: string, amount: Atto]> {
    return this.#byAsset;
  }
}
