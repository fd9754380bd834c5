import { type Catalogue, parseMinor } from '@truetape/codec';
import type { ErrorCode, ProposeCorrection } from '@truetape/contracts';
import {
  type AccountState,
  adjust,
  bust,
  type CorrectionLeg,
  minor,
  OFF_GRID,
  PRICE_TICKS_MAX,
  reprice,
} from '@truetape/domain';
import type { EventLog } from '@truetape/event-store';
import { type Failed, failed, ok, type Result } from '@truetape/kernel';
import { readSettledTrade } from './settled-trade.ts';

export interface CorrectionSource {
  readonly log: EventLog;
  readonly catalogue: Catalogue;
  readonly stateOf: (accountId: string) => AccountState;
}

type Refusal = Failed<{ readonly code: ErrorCode; readonly field?: string }>;
type Legs = Result<readonly CorrectionLeg[], Refusal['failure']>;

/** What a correction does to the accounts that it touches. */
export async function legsFor(
  correction: ProposeCorrection['correction'],
  source: CorrectionSource,
): Promise<Legs> {
  if (correction.kind === 'adjustment') return adjustment(correction, source);
  const { log, catalogue } = source;
  const { symbol, tradeNumber } = correction;
  const trade = await readSettledTrade(log, catalogue, symbol, tradeNumber);
  if (trade === undefined) return refuse('CORRECTION_TRADE_NOT_FOUND', 'tradeNumber');
  if (correction.kind === 'bust') return ok(merged(bust(trade)));
  const price = catalogue.markets.get(symbol)?.grid.parsePrice(correction.price);
  if (price === undefined || price === OFF_GRID || price < 1 || price > PRICE_TICKS_MAX) {
    return refuse('CORRECTION_AMOUNT', 'price');
  }
  return ok(merged(reprice(trade, price)));
}

function adjustment(
  { accountId, asset, amount }: Extract<ProposeCorrection['correction'], { kind: 'adjustment' }>,
  { catalogue, stateOf }: CorrectionSource,
): Legs {
  const scale = catalogue.assets.get(asset);
  if (scale === undefined) return refuse('LEDGER_UNKNOWN_ASSET', 'asset');
  if (stateOf(accountId).status === 'none') return refuse('ACCOUNT_NOT_FOUND', 'accountId');
  const isTaken = amount.startsWith('-');
  const parsed = parseMinor(isTaken ? amount.slice(1) : amount, scale);
  if (parsed === OFF_GRID || parsed === 0n) return refuse('CORRECTION_AMOUNT', 'amount');
  return ok(adjust(accountId, asset, isTaken ? minor(-parsed) : parsed));
}

/** An account that was both sides of a trade has one leg. */
function merged(legs: readonly CorrectionLeg[]): readonly CorrectionLeg[] {
  const [one, other] = legs;
  if (one === undefined || other === undefined || one.accountId !== other.accountId) return legs;
  const lines = [...one.lines, ...other.lines].sort(
    (a, b) => Number(b.amount > 0n) - Number(a.amount > 0n),
  );
  return [{ accountId: one.accountId, lines, fills: [...one.fills, ...other.fills] }];
}

const refuse = (code: ErrorCode, member: string): Refusal =>
  failed({ code, field: `correction.${member}` });
