import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from '@truetape/client';
import type { Receipt } from '@truetape/contracts';
import { expectData } from '../../client/expect.ts';
import type { Fees, ReplayOptions } from '../options.ts';
import type { Recording } from '../recording/flow.ts';
import { chooseMarket } from './choose-market.ts';
import { replayTag } from './identity.ts';
import { deepDeposits } from './terms.ts';

export interface Venue {
  readonly symbol: string;
  /** Tells this recording in this market apart; part of every id that the replay uses. */
  readonly tag: string;
  /** Of the deposits. */
  readonly receipts: readonly Receipt[];
}

const OPENING_MS = 10_000;

/** An open market and two accounts whose balances no order of the recording can exhaust. */
export async function prepareVenue(
  operator: HttpClient,
  recording: Recording,
  accountIds: readonly string[],
  { symbol: wanted, fees }: Pick<ReplayOptions, 'symbol' | 'fees'> = {},
): Promise<Venue> {
  const symbol = await chooseMarket(operator, wanted);
  const tag = replayTag(symbol, recording);
  const [base = '', quote = ''] = symbol.split('-');
  const amounts = deepDeposits(recording);
  const receipts: Receipt[] = [];
  for (const accountId of accountIds) {
    for (const [asset, amount] of [
      [base, amounts.base],
      [quote, amounts.quote],
    ] as const) {
      const answered = await operator.POST('/v1/accounts/{id}/deposits', {
        params: { path: { id: accountId } },
        body: { asset, amount, reference: `replay-${tag}-${asset}` },
      });
      receipts.push(expectData(`The deposit of ${asset}`, answered).receipt);
    }
  }
  if (fees !== undefined) receipts.push(await changeFees(operator, symbol, tag, fees));
  await untilOpen(operator, symbol);
  return { symbol, tag, receipts };
}

async function changeFees(
  operator: HttpClient,
  symbol: string,
  tag: string,
  fees: Fees,
): Promise<Receipt> {
  const header = { 'Idempotency-Key': `replay-${tag}-fees` };
  const answered = await operator.POST('/v1/instruments/{symbol}/fees', {
    params: { path: { symbol }, header },
    body: { tiers: [{ tier: 'replay', ...fees }] },
  });
  return expectData(`The fees of ${symbol}`, answered).receipt;
}

/** A market that was listed a moment ago opens when its matcher has seen it. */
async function untilOpen(operator: HttpClient, symbol: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < OPENING_MS; waitedMs += 50) {
    const { items } = expectData('The markets', await operator.GET('/v1/instruments'));
    if (items.some((each) => each.symbol === symbol && each.state === 'open')) return;
    await sleep(50);
  }
  throw new Error(`${symbol} is not open.`);
}
