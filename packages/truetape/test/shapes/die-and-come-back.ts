import { deepStrictEqual as equal } from 'node:assert';
import { ask, until } from '../process/support.ts';
import { childOf } from './children.ts';
import { PATIENCE_MS, type Running } from './shapes.ts';

const ORDER = { symbol: 'BTC-USD', side: 'buy', type: 'limit', price: '63000', quantity: '1' };

/** Kills each process in turn, under orders, and asks for everything that was acknowledged. */
export async function dieAndComeBack({ shape, service, port, keys }: Running): Promise<void> {
  // One that has no other orders.
  const token = keys.traders[2]?.token ?? '';
  const acknowledged = new Map<string, unknown>();
  let number = 0;

  /** Places an order as a careful client does: until there is an answer, the same again. */
  const place = async () => {
    number += 1;
    const clientOrderId = `order-${number}`;
    await until(`${clientOrderId} is answered`, async () => {
      const sent = { ...ORDER, clientOrderId };
      const answer = await ask(port, token, 'POST', '/v1/orders', sent).catch(() => undefined);
      if (answer?.status !== 201) return false;
      acknowledged.set(clientOrderId, answer.body.receipt);
      return true;
    });
  };

  for (const name of shape.processes) {
    const pid = await childOf(service.pid, name);
    for (let count = 0; count < 5; count++) await place();
    process.kill(pid, 'SIGKILL');
    for (let count = 0; count < 5; count++) await place();
    await childOf(service.pid, name, pid);
    await place();
  }

  await until(
    'every order is open and can be read',
    async () => {
      const path = '/v1/orders?status=open&limit=500';
      const { body } = await ask(port, token, 'GET', path).catch(() => ({ body: {} }));
      const { items } = body as { readonly items?: readonly unknown[] };
      return items?.length === number;
    },
    PATIENCE_MS,
  );
  for (const [clientOrderId, receipt] of acknowledged) {
    const again = await ask(port, token, 'POST', '/v1/orders', { ...ORDER, clientOrderId });
    equal([again.status, again.body.repeated, again.body.receipt], [201, true, receipt]);
  }
}
