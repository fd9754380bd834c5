import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandAnswer, Instrument, Page, Receipt } from '@truetape/contracts';
import type { ApiClient, ApiRequest } from '../../client/api-client.ts';
import { expectSuccess } from '../../client/expect.ts';
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
  operator: ApiClient,
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
    ]) {
      const request: ApiRequest = {
        method: 'POST',
        path: `/v1/accounts/${accountId}/deposits`,
        body: { asset, amount, reference: `replay-${tag}-${asset}` },
      };
      const reply = await operator.send(request);
      receipts.push(expectSuccess<CommandAnswer>(request, reply).receipt);
    }
  }
  if (fees !== undefined) receipts.push(await changeFees(operator, symbol, tag, fees));
  await untilOpen(operator, symbol);
  return { symbol, tag, receipts };
}

async function changeFees(
  operator: ApiClient,
  symbol: string,
  tag: string,
  fees: Fees,
): Promise<Receipt> {
  const request: ApiRequest = {
    method: 'POST',
    path: `/v1/instruments/${symbol}/fees`,
    body: { tiers: [{ tier: 'replay', ...fees }] },
    headers: { 'Idempotency-Key': `replay-${tag}-fees` },
  };
  return expectSuccess<CommandAnswer>(request, await operator.send(request)).receipt;
}

/** A market that was listed a moment ago opens when its matcher has seen it. */
async function untilOpen(operator: ApiClient, symbol: string): Promise<void> {
  const request: ApiRequest = { method: 'GET', path: '/v1/instruments' };
  for (let waitedMs = 0; waitedMs < OPENING_MS; waitedMs += 50) {
    const page = expectSuccess<Page<Instrument>>(request, await operator.send(request));
    if (page.items.some((each) => each.symbol === symbol && each.state === 'open')) return;
    await sleep(50);
  }
  throw new Error(`${symbol} is not open.`);
}
