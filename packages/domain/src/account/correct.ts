import type { CorrectionLine } from '../correction/correction.ts';
import { type Asset, type EpochMs, minor } from '../value/units.ts';
import type { AccountEvent } from './event.ts';
import { isSettled } from './is-settled.ts';
import type { SettledLine } from './money-events.ts';
import type { SettleCorrection } from './settlement.ts';
import { type Account, freeOf } from './state.ts';

/**
 * Carries out what two people have decided. What an account lacks, the venue pays; what a closed one cannot have, or
 * nobody, lies in suspense: a correction is never left half done.
 */
export function settleCorrection(
  state: Account,
  command: SettleCorrection,
  at: EpochMs,
  delisted: ReadonlySet<Asset> = new Set(),
): readonly AccountEvent[] {
  if (isSettled(state, command)) return [];
  const { correctionRevision, legs } = command;
  const own = legs.filter(({ accountId }) => accountId === state.accountId);
  const lines = ownParts(
    state,
    own.flatMap((leg) => leg.lines),
    delisted,
  );
  const fills = own.flatMap((leg) => leg.fills);
  return [{ type: 'CorrectionSettled', at, correctionRevision, lines, fills }];
}

/** How much of each line the account itself gets or gives. */
function ownParts(
  state: Account,
  lines: readonly CorrectionLine[],
  delisted: ReadonlySet<Asset>,
): readonly SettledLine[] {
  const free = new Map<Asset, bigint>();
  return lines.map((line): SettledLine => {
    const { asset, amount } = line;
    const left = free.get(asset) ?? freeOf(state, asset);
    const given = state.status === 'closed' || delisted.has(asset) ? 0n : amount;
    const taken = -amount > left ? -left : amount;
    const own = amount > 0n ? given : taken;
    free.set(asset, left + own);
    return { ...line, own: minor(own) };
  });
}
