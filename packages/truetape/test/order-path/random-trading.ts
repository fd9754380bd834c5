import type { Answer } from '@truetape/accounts';
import { execute, limitOrder, type Running } from './support.ts';

export const TRADERS = ['ann', 'bob', 'cat'] as const;

/** Numbers that look random and are the same for the same seed. */
export function numbersFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

/** Random orders, cancels and replaces, most of them sent before the last one is answered. */
export async function trade(path: Running, commands: number, seed: number): Promise<Answer[]> {
  const below = numbersFrom(seed);
  const answers: Promise<Answer>[] = [];
  const placed: string[] = [];
  for (let i = 0; i < commands; i++) {
    const trader = TRADERS[below(3)] ?? 'ann';
    const orderId = placed[below(Math.max(1, placed.length))] ?? 'ann.99';
    const owner = orderId.slice(0, 3);
    const receivedAt = 1_000 as never;
    const kind = below(20);
    if (kind < 14) {
      const tif = (['GTC', 'GTC', 'GTC', 'IOC', 'FOK'] as const)[below(5)] ?? 'GTC';
      const side = below(2) === 0 ? 'buy' : 'sell';
      const command = limitOrder(path, `c${i}`, side, 90 + below(20), 1 + below(50), tif);
      const strategy = i % 3 === 0 ? {} : { strategy: `s-${i % 3}` };
      const tagged = { ...command, terms: { ...command.terms, ...strategy } };
      const answer = execute(path.accounts, trader, tagged);
      answers.push(answer);
      if (below(4) === 0) {
        const done = await answer;
        if (done.kind === 'done' && done.order !== undefined) placed.push(done.order.orderId);
      }
    } else if (kind < 17) {
      answers.push(execute(path.accounts, owner, { type: 'CancelOrder', receivedAt, orderId }));
    } else if (kind < 19) {
      const market = path.accounts.catalogue.markets.get('BTC-USD');
      const price = (90 + below(20)) as never;
      const quantity = (1 + below(60)) as never;
      const command = {
        type: 'ReplaceOrder',
        receivedAt,
        orderId,
        price,
        quantity,
        market,
      } as const;
      answers.push(execute(path.accounts, owner, command));
    } else {
      answers.push(execute(path.accounts, trader, { type: 'CancelOrders', receivedAt }));
    }
  }
  return Promise.all(answers);
}
