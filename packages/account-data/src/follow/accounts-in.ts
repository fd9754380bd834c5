import { prefixes } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';

/** Streams that say something of accounts, or of what their amounts are counted in. */
export const FOLLOWED = [
  prefixes.account,
  prefixes.risk,
  prefixes.market,
  prefixes.venue,
  prefixes.instrument,
] as const;

/** What an outcome of a market may name. */
interface Named {
  readonly orderId?: string;
  readonly maker?: { readonly orderId: string };
  readonly taker?: { readonly orderId: string };
}

/** The accounts that an event is about: the owner of its stream, or those whose orders it names. */
export function accountsIn({ stream, data }: RecordedEvent): readonly string[] {
  if (stream.startsWith(prefixes.account)) return [stream.slice(prefixes.account.length)];
  if (stream.startsWith(prefixes.market)) return ownersIn(data as Named);
  if (stream.startsWith(prefixes.risk)) return [stream.slice(prefixes.risk.length)];
  return NOBODY;
}

const NOBODY: readonly string[] = [];

function ownersIn({ orderId, maker, taker }: Named): readonly string[] {
  if (orderId !== undefined) return [ownerOf(orderId)];
  if (maker === undefined || taker === undefined) return NOBODY;
  const [one, other] = [ownerOf(maker.orderId), ownerOf(taker.orderId)];
  return one === other ? [one] : [one, other];
}

/** An order's id is its account's, a dot and a number. */
const ownerOf = (orderId: string) => orderId.slice(0, orderId.lastIndexOf('.'));
