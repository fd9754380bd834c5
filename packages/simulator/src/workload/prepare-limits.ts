import { setLimitsCommand } from '@truetape/command-api/commands';
import type { SetLimits } from '@truetape/contracts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { OrderDesk } from '../world/order-desk.ts';
import { ACCOUNTS } from './markets.ts';

export interface LimitsPreparation {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly desk: () => OrderDesk | undefined;
}

/** So much of it is nothing much, and so much is reached soon. */
const OPEN_NOTIONALS = ['400', '1500', '6000', '20000'] as const;

/** Limits that are watched and of which no order is asked; now and then one that trips by itself. */
function limitsFrom(random: Random): SetLimits {
  const usd = {
    asset: 'USD',
    openNotional: random.pick(OPEN_NOTIONALS),
    ...(random.chance(40) ? { drawdown: random.pick(['0.5', '20', '200']) } : {}),
    ...(random.chance(40) ? { concentration: random.pick(['0.6', '0.95']) } : {}),
  };
  const hard = random.pick([[], [], [], [], ['openNotional'], ['drawdown']] as const);
  return { assets: [usd, { asset: 'BTC', openNotional: '0.05' }], hard: [...hard] };
}

const RETRY_US = 100_000;
const WITHIN_MS = 5_000;

/** Sets the limits of every other account, and asks until they are set. */
export async function prepareLimits(preparation: LimitsPreparation): Promise<void> {
  const { time, random, desk } = preparation;
  for (const accountId of ACCOUNTS.filter(() => random.chance(50))) {
    const limits = limitsFrom(random);
    const name = `limits-${accountId}`;
    for (let isSet = false; !isSet; await time.pass(RETRY_US)) {
      const taker = desk();
      if (taker === undefined) continue;
      const { accounts, now, life } = taker;
      const command = setLimitsCommand(limits, now(), accounts.catalogue);
      const asked = life.whileAlive(
        accounts.execute({
          accountId,
          command: { ...command, idempotencyKey: name },
          correlationId: name,
          actor: { requestId: name, userId: 'operator' },
          deadlineMs: now() + WITHIN_MS,
        }),
      );
      const answer = await Promise.race([asked, time.pass(2_000 * WITHIN_MS)]);
      isSet = answer?.kind === 'done';
    }
  }
}
