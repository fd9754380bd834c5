import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';

/**
 * The least that Node's HTTP stack and Fastify can do for the same requests: read the body, answer as many bytes as the
 * service does. Nothing is checked, decided or stored. This is the ceiling that the service is measured against.
 */
export async function startCeiling(): Promise<{ port: number; close: () => Promise<void> }> {
  const app = fastify({ logger: false });
  let revision = 0;
  const answer = () => {
    revision += 1;
    return {
      orderId: `trader-1.${revision}`,
      clientOrderId: 'phase-123456',
      accountId: 'trader-1',
      symbol: 'GREEN-CASH',
      side: 'buy',
      type: 'limit',
      timeInForce: 'GTC',
      postOnly: false,
      price: '99.42',
      quantity: '0.5123',
      filled: '0',
      remaining: '0.5123',
      status: 'pending',
      receipt: { stream: 'account-trader-1', revision, hash: 'f'.repeat(64) },
      position: revision,
    };
  };
  app.post('/v1/orders', (_, reply) => reply.code(201).send(answer()));
  app.delete('/v1/orders/:orderId', (_, reply) => reply.code(200).send(answer()));
  app.post<{ Body: { orders: unknown[] } }>('/v1/orders/batch', (request, reply) =>
    reply.send({ results: request.body.orders.map(() => ({ status: 201, order: answer() })) }),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { port, close: () => app.close() };
}
