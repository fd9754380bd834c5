import type { By, Operated, VenueDesk } from '@truetape/command-api/commands';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { OrderDesk } from '../world/order-desk.ts';
import type { Client } from './client.ts';
import { ASSETS, FUNDS, MARKETS, OWNER_GROUPS } from './markets.ts';

export interface Preparation {
  readonly time: VirtualTime;
  readonly clients: readonly Client[];
  readonly desks: () => readonly OrderDesk[];
  readonly head: () => number;
  /** Markets follow the newest rules from the first; else those of an earlier release, until somebody asks for others. */
  readonly isNewest: boolean;
}

const RETRY_US = 100_000;

/** Lists the assets and the markets, opens the accounts and pays money in, until all of it is there. */
export async function prepareVenue(preparation: Preparation): Promise<void> {
  const { time, clients, desks, head, isNewest } = preparation;
  const by: By = { correlationId: 'prepare', actor: { requestId: 'prepare', userId: 'operator' } };
  const list = async (listed: (venue: VenueDesk) => Promise<Operated>) => {
    for (;;) {
      const [desk] = desks();
      const venue = isNewest ? desk?.venue : desk?.earlierVenue;
      const operated = venue && desk?.life.whileAlive(listed(venue)).catch(() => undefined);
      const done = await Promise.race([operated, time.pass(20 * RETRY_US)]);
      if (done?.ok === true) return;
      await time.pass(RETRY_US);
    }
  };
  for (const [asset, scale] of ASSETS) await list((venue) => venue.listAsset(asset, scale, by));
  for (const { definition } of MARKETS) await list((venue) => venue.listInstrument(definition, by));
  const isReadBy =
    (position: number) =>
    ({ accounts }: OrderDesk) =>
      accounts.position() >= position;
  const allRead = async () => {
    const position = head();
    while (desks().length === 0 || !desks().every(isReadBy(position))) await time.pass(RETRY_US);
  };
  await allRead();
  // Who leads a group is opened before those that are in it.
  const isMember = ({ accountId }: Client) => OWNER_GROUPS[accountId] !== undefined;
  await Promise.all(clients.filter((client) => !isMember(client)).map(openAndFund));
  await allRead();
  await Promise.all(clients.filter(isMember).map(openAndFund));
}

async function openAndFund(client: Client): Promise<void> {
  const { accountId } = client;
  const ownerGroup = OWNER_GROUPS[accountId];
  await client.send({ type: 'OpenAccount', accountId, ...(ownerGroup && { ownerGroup }) });
  for (const [asset, amount] of FUNDS[accountId as keyof typeof FUNDS]) {
    const body = { asset, amount, reference: `first-${asset}` };
    await client.send({ type: 'Deposit', accountId, body });
  }
}
