import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchAnswer, OrderAnswer, PlaceOrder } from '@truetape/contracts';
import type { ApiClient, ApiReply, ApiRequest } from '../client/api-client.ts';
import { expectSuccess, problemCode, UnexpectedAnswerError } from '../client/expect.ts';
import type { RecordedRow } from './recording/flow.ts';
import { decimalOf } from './venue/decimal.ts';
import { clientOrderIdOf, idempotencyKeyOf } from './venue/identity.ts';
import { PRICE_SCALE, QUANTITY_SCALE } from './venue/terms.ts';

export type NewRow = Extract<RecordedRow, { kind: 'new' }>;
export type ChangeRow = Exclude<RecordedRow, { kind: 'new' }>;

/** Where the rows of one account are sent, and as what. */
export interface Destination {
  readonly client: ApiClient;
  readonly symbol: string;
  readonly tag: string;
}

const WAIT = { prefer: 'wait=5' } as const;
const UNSETTLED_REPEATS = 12;

/** One order; with `settle` the answer is the order after matching. */
export async function placeOne(
  { client, symbol, tag }: Destination,
  row: NewRow,
  settle: boolean,
): Promise<OrderAnswer> {
  const request: ApiRequest = {
    method: 'POST',
    path: '/v1/orders',
    body: orderOf(symbol, tag, row),
    ...(settle ? { headers: WAIT } : {}),
  };
  const reply = await (settle ? sendUntilSettled(client, request) : client.send(request));
  return expectSuccess<OrderAnswer>(request, reply);
}

/** Several orders of one account in one request, in order. An order is refused by nobody here, so a denial ends the run. */
export async function placeBatch(
  { client, symbol, tag }: Destination,
  rows: readonly NewRow[],
): Promise<readonly OrderAnswer[]> {
  const request: ApiRequest = {
    method: 'POST',
    path: '/v1/orders/batch',
    body: { orders: rows.map((row) => orderOf(symbol, tag, row)) },
  };
  const { results } = expectSuccess<BatchAnswer>(request, await client.send(request));
  return results.map((result, at) => {
    if ('order' in result) return result.order;
    const answer = `${result.status} ${JSON.stringify(result.problem)}`;
    throw new UnexpectedAnswerError(`Order ${rows[at]?.name} was answered ${answer}`);
  });
}

/** The order after its cancel or replace was matched, or `too-late` when it was closed before. */
export async function changeOne(
  { client, tag }: Destination,
  row: ChangeRow,
  orderId: string,
): Promise<OrderAnswer | 'too-late'> {
  const request: ApiRequest = {
    method: row.kind === 'cancel' ? 'DELETE' : 'PATCH',
    path: `/v1/orders/${orderId}`,
    headers: { ...WAIT, 'idempotency-key': idempotencyKeyOf(tag, row) },
    // The total stays as it is, so what remains stays as well: that is what a recorded replace means.
    ...(row.kind === 'replace' ? { body: { price: decimalOf(row.priceCents, PRICE_SCALE) } } : {}),
  };
  const reply = await sendUntilSettled(client, request);
  if (problemCode(reply) === 'ORDER_CLOSED') return 'too-late';
  return expectSuccess<OrderAnswer>(request, reply);
}

function orderOf(symbol: string, tag: string, row: NewRow): PlaceOrder {
  return {
    clientOrderId: clientOrderIdOf(tag, row),
    symbol,
    side: row.side,
    type: 'limit',
    timeInForce: 'GTC',
    price: decimalOf(row.priceCents, PRICE_SCALE),
    quantity: decimalOf(row.quantityUnits, QUANTITY_SCALE),
    selfTradePrevention: 'none',
  };
}

/** 202 means that it is in the log and not matched yet: the same request again waits on. */
async function sendUntilSettled(client: ApiClient, request: ApiRequest): Promise<ApiReply> {
  for (let repeat = 0; repeat < UNSETTLED_REPEATS; repeat += 1) {
    const reply = await client.send(request);
    if (reply.status !== 202) return reply;
    await sleep(20);
  }
  throw new UnexpectedAnswerError(`${request.method} ${request.path} was never matched.`);
}
