import fc from 'fast-check';
import { tokenOf } from '../http/server.ts';
import { draftsOf, ofCaller, written } from './draft.ts';
import type { Answered, Asked } from './http-client.ts';
import type { Callers } from './kinds.ts';
import { OPERATIONS } from './operations.ts';
import type { Pools } from './pools.ts';

type Send = (asked: Asked) => Promise<Answered>;
/** By an operator. */
type Post = (path: string, body: object) => Promise<Answered>;

export const postWith =
  (send: Send): Post =>
  (path, body) =>
    send({
      method: 'POST',
      url: path,
      headers: {
        authorization: `Bearer ${tokenOf('operator')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });

/** Who is not refused for who they are. Bodies are left out: who asks comes first, and little is done. */
export async function callersIn(send: Send, pools: Pools): Promise<Callers> {
  const callers = new Map<string, string[]>();
  for (const operation of OPERATIONS) {
    const [draft] = fc.sample(draftsOf(operation, pools), 1);
    if (draft === undefined) continue;
    const { body: _, ...bodiless } = draft;
    const may: string[] = [];
    for (const caller of ['ann', 'operator']) {
      const asked = written(ofCaller(bodiless, caller), tokenOf(caller), 'probe');
      const { status } = await send(asked);
      if (status !== 403) may.push(caller);
    }
    if (may.length > 0) callers.set(operation.id, may);
  }
  return Object.fromEntries(callers);
}

/** What was closed, killed, limited and spent is put right again: others should not be refused for that alone. */
export async function putRight(post: Post, round: number): Promise<void> {
  const reason = 'The next round.';
  await post('/v1/kill-switch', { action: 'release', reason });
  for (const symbol of ['BTC-USD', 'ETH-USD']) {
    await post(`/v1/instruments/${symbol}/kill-switch`, { action: 'release', reason });
    await post(`/v1/instruments/${symbol}/open`, {});
  }
  for (const id of ['ann', 'bob', 'cat']) {
    await post(`/v1/accounts/${id}/kill-switch`, { action: 'release', reason });
    await post(`/v1/accounts/${id}/status`, { status: 'open', reason });
    await post(`/v1/accounts/${id}/limits`, {});
    for (const asset of ['USD', 'BTC']) {
      const reference = `round-${round}-${asset}`;
      await post(`/v1/accounts/${id}/deposits`, { asset, amount: '1000', reference });
    }
  }
}
