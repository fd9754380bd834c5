import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { Client } from './client.ts';
import { ACCOUNTS, ASSETS } from './markets.ts';
import type { Operator } from './operator.ts';

const RACE_US = 8_000;
/** So many transfers are on their way then. */
const TRANSFERS = 6;

/** Delists an asset while it is on its way from account to account: what comes too late lies in suspense. */
export async function delistWhileSent(
  { clients, operator }: { clients: readonly Client[]; operator: Operator },
  { random, time, name }: { random: Random; time: VirtualTime; name: string },
): Promise<void> {
  const [asset] = random.pick(ASSETS);
  const sent: Promise<void>[] = [];
  for (let index = 0; index < TRANSFERS; index++) {
    const client = clients[random.below(clients.length)] as Client;
    const body = {
      to: random.pick(ACCOUNTS),
      asset,
      amount: '0.5',
      reference: `ref-${name}-${index}`,
    };
    sent.push(client.send({ type: 'Transfer', accountId: client.accountId, body }));
    await time.pass(random.below(RACE_US / TRANSFERS));
    if (index !== TRANSFERS / 2) continue;
    sent.push(operator.send((venue, by) => venue.delistAsset(asset, 'simulated', by), name));
  }
  await Promise.all(sent);
}
