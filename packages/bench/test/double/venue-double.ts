import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Order } from '@truetape/contracts';
import { type WebSocket, WebSocketServer } from 'ws';
import { decimalOf, unitsOf } from '../../src/replay/venue/decimal.ts';
import { type NaiveOrder, naiveMarket } from './naive-market.ts';

/**
 * A double of the service, for what the replay's own code does: one market, everything in memory, no rule checked.
 * It breaks connections on demand: before the request was done, or after it was done and before it is answered.
 */
export async function startVenueDouble() {
  const market = naiveMarket();
  const orders = new Map<string, NaiveOrder & { clientOrderId: string; accountId: string }>();
  const byClientId = new Map<string, string>();
  const doneKeys = new Set<string>();
  const listed: unknown[] = [];
  const watchers = new Set<WebSocket>();
  const log: string[] = [];
  let breakNext: 'before' | 'after' | undefined;

  const record = (what: string) => log.push(what) - 1;
  const receipt = (stream: string) => ({ stream, revision: log.length, hash: 'f'.repeat(64) });
  const view = (orderId: string, repeated = false) => {
    const order = orders.get(orderId);
    if (order === undefined) throw new Error(`no order ${orderId}`);
    const { clientOrderId, accountId, side, status } = order;
    const fields: Order = {
      ...{ orderId, clientOrderId, accountId, side, status },
      ...{ symbol: 'BTC-USD', type: 'limit', timeInForce: 'GTC', postOnly: false },
      price: decimalOf(order.price, 2),
      quantity: decimalOf(order.quantity, 8),
      filled: decimalOf(order.filled, 8),
      remaining: decimalOf(market.remaining(order), 8),
    };
    const where = { receipt: receipt(`account-${accountId}`), position: log.length };
    return { ...fields, ...where, ...(repeated ? { repeated: true } : {}) };
  };
  const tradeView = (trade: (typeof market.trades)[number]) => ({
    tradeNumber: trade.tradeNumber,
    price: decimalOf(trade.price, 2),
    quantity: decimalOf(trade.quantity, 8),
    takerSide: trade.takerSide,
    at: '2026-01-01T00:00:00.000Z',
  });
  const telling = <Value>(change: () => Value): Value => {
    const before = market.trades.length;
    const value = change();
    const trades = market.trades.slice(before).map(tradeView);
    const delta = { channel: 'trades', type: 'delta', symbol: 'BTC-USD', sequence: log.length };
    const frame = JSON.stringify([{ ...delta, previous: before, trades }]);
    if (trades.length > 0) for (const watcher of watchers) watcher.send(frame);
    return value;
  };
  // biome-ignore lint/suspicious/noExplicitAny: the double takes what it is given
  const place = (accountId: string, body: any) =>
    telling(() => {
      const known = byClientId.get(`${accountId} ${body.clientOrderId}`);
      if (known !== undefined) return view(known, true);
      const orderId = `${accountId}.${record(`place ${body.clientOrderId}`)}`;
      const order = {
        ...{ orderId, accountId, clientOrderId: body.clientOrderId, side: body.side },
        ...{ price: unitsOf(body.price, 2), quantity: unitsOf(body.quantity, 8), filled: 0 },
        status: 'open' as const,
      };
      byClientId.set(`${accountId} ${body.clientOrderId}`, orderId);
      orders.set(orderId, order);
      market.enter(order);
      return view(orderId);
    });
  // biome-ignore lint/suspicious/noExplicitAny: the double takes what it is given
  const change = (orderId: string, key: string, body: any) => {
    if (doneKeys.has(key)) return { status: 200, body: view(orderId, true) };
    const order = orders.get(orderId);
    if (order?.status !== 'open') return { status: 409, body: { code: 'ORDER_CLOSED' } };
    doneKeys.add(key);
    record(`change ${key}`);
    telling(() => (body ? market.reprice(order, unitsOf(body.price, 2)) : market.cancel(order)));
    return { status: 200, body: view(orderId) };
  };
  // biome-ignore lint/suspicious/noExplicitAny: the double takes what it is given
  const answer = (request: IncomingMessage, body: any): { status: number; body: unknown } => {
    const url = new URL(request.url ?? '', 'http://double');
    const accountId = String(request.headers.authorization).replace('Bearer ', '');
    const route = `${request.method} ${url.pathname.replace(/orders\/[^/]+\.\d+$/, 'orders/:id')}`;
    const position = log.length;
    const page = (items: readonly unknown[]) => ({
      status: 200,
      body: { items, next: null, position },
    });
    if (route.endsWith('/deposits') || route === 'POST /v1/assets') {
      return { status: 201, body: { receipt: receipt('account-x'), position } };
    }
    switch (route) {
      case 'GET /v1/instruments':
        return page(listed);
      case 'POST /v1/instruments':
        listed.push({ ...body, state: 'open' });
        return { status: 201, body: { receipt: receipt('instrument-x'), position } };
      case 'POST /v1/orders':
        return { status: 201, body: place(accountId, body) };
      case 'POST /v1/orders/batch': {
        const results = body.orders.map((each: unknown) => ({
          status: 201,
          order: place(accountId, each),
        }));
        return { status: 200, body: { results } };
      }
      case 'PATCH /v1/orders/:id':
      case 'DELETE /v1/orders/:id': {
        const key = String(request.headers['idempotency-key']);
        return change(url.pathname.split('/').at(-1) ?? '', key, body);
      }
      case 'GET /v1/instruments/BTC-USD/book': {
        const side = (each: 'buy' | 'sell') =>
          market
            .levels(each, Number(url.searchParams.get('depth')))
            .map(([price, units]) => [decimalOf(price, 2), decimalOf(units, 8)]);
        return { status: 200, body: { bids: side('buy'), asks: side('sell'), position } };
      }
      case 'GET /v1/instruments/BTC-USD/trades':
        return page(market.trades.map(tradeView));
      case 'GET /v1/fills':
        return page(
          market.trades
            .filter((trade) => trade.takerId.startsWith(`${accountId}.`))
            .map(({ tradeNumber, takerId }) => ({
              ...{ symbol: 'BTC-USD', liquidity: 'taker', tradeNumber, orderId: takerId },
            })),
        );
      default:
        return { status: 404, body: { code: 'REQUEST_ROUTE_NOT_FOUND' } };
    }
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const broken = request.method === 'GET' ? undefined : breakNext;
      if (broken !== undefined) breakNext = undefined;
      if (broken === 'before') {
        request.socket.destroy();
        return;
      }
      const text = Buffer.concat(chunks).toString();
      const { status, body } = answer(request, text === '' ? undefined : JSON.parse(text));
      if (broken === 'after') {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  };
  const server = createServer(onRequest);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const feeds = new WebSocketServer({ server });
  feeds.on('connection', (watcher) => {
    watchers.add(watcher);
    watcher.on('close', () => watchers.delete(watcher));
    watcher.on('message', () => {
      const snapshot = { channel: 'trades', type: 'snapshot', symbol: 'BTC-USD', sequence: 0 };
      watcher.send(JSON.stringify([{ ...snapshot, trades: [] }]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    breakNextRequest: (when: 'before' | 'after') => {
      breakNext = when;
    },
    dropFeed: () => {
      for (const watcher of watchers) watcher.terminate();
    },
    close: async () => {
      feeds.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
