import type { Data } from '@truetape/contracts';
import { type Atto, atto, times } from '../decimal.ts';
import { Moves } from './moves.ts';
import type { TradeSide } from './trade-sides.ts';

type Correction = Data<'CorrectionProposed'>['correction'];

/** What a correction does to each account, as `docs/reference/risk.md` has it. */
export function expectedMoves(
  correction: Correction,
  sidesOf: (symbol: string, tradeNumber: number) => readonly TradeSide[],
): Moves {
  const moves = new Moves();
  if (correction.kind === 'adjustment') {
    const { accountId, asset, amount } = correction;
    moves.line(accountId, asset, 'residue', atto(amount));
    return moves;
  }
  for (const side of sidesOf(correction.symbol, correction.tradeNumber)) {
    if (correction.kind === 'bust') bust(side, moves);
    else reprice(side, atto(correction.price), moves);
  }
  return moves;
}

/** Base, quote and fee go back: as if the trade had never been. */
function bust({ accountId, instrument, bought, paid, fee }: TradeSide, moves: Moves): void {
  const { symbol, base, quote } = instrument;
  moves.line(accountId, base, 'clearing', -bought);
  moves.line(accountId, quote, 'clearing', paid);
  moves.line(accountId, quote, 'fees', fee);
  moves.fill(accountId, symbol, { bought: -bought, paid: -paid, fee: -fee });
}

/** The difference moves between the two sides; the fee stays. */
function reprice({ accountId, instrument, bought, paid }: TradeSide, price: Atto, moves: Moves) {
  const more = times(price, bought) - paid;
  moves.line(accountId, instrument.quote, 'clearing', -more);
  moves.fill(accountId, instrument.symbol, { bought: 0n, paid: more, fee: 0n });
}
