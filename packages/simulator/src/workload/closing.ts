import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { Client } from './client.ts';
import { ASSETS } from './markets.ts';

/** Within this time what is sent at once overtakes each other. */
const RACE_US = 8_000;

/** Opens an account, and closes it while money is on its way there: what comes too late lies in suspense. */
export async function closeWhilePaid(
  client: Client,
  { random, time, name }: { random: Random; time: VirtualTime; name: string },
): Promise<void> {
  const accountId = `gone-${name}`;
  const [asset] = random.pick(ASSETS);
  const money = { asset, amount: '0.5' };
  const opened = client.send({ type: 'OpenAccount', accountId });
  await (random.chance(50) ? opened : time.pass(random.below(RACE_US)));
  const body = { ...money, to: accountId, reference: `ref-${name}-paid` };
  const paid = client.send({ type: 'Transfer', accountId: client.accountId, body });
  await time.pass(random.below(RACE_US));
  const reason = 'simulated';
  await client.send({ type: 'ChangeStatus', accountId, status: 'closed', reason });
  await client.send({
    type: 'Deposit',
    accountId,
    body: { ...money, reference: `ref-${name}-late` },
  });
  await Promise.all([opened, paid]);
}
