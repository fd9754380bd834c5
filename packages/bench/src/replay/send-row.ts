import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from '@truetape/client';
import type { OrderAnswer, PlaceOrder } from '@truetape/contracts';
import { type Answered, expectData, UnexpectedAnswerError } from '../client/expect.ts';
import type { RecordedRow } from './recording/flow.ts';
import { decimalOf } from './venue/decimal.ts';
import { clientOrderIdOf, idempotencyKeyOf } from './venue/identity.ts';
import { PRICE_SCALE, QUANTITY_SCALE } from './venue/terms.ts';

export type NewRow = Extract<RecordedRow, { kind: 'new' }>;
export type ChangeRow = Exclude<RecordedRow, { kind: 'new' }>;

/** Where the rows of one account are sent, and as what. */
export interface Destination {
  readonly http: HttpClient;
  readonly symbol: string;
  readonly tag: string;
}

const WAIT = { Prefer: 'wait=5' } as const;
const UNSETTLED_REPEATS = 12;

/** One order; with `settle` the answer is the order after matching. */
export async function placeOne(
  { http, symbol, tag }: Destination,
  row: NewRow,
  settle: boolean,
): Promise<OrderAnswer> {
  const body = orderOf(symbol, tag, row);
  const answered = settle
    ? await untilSettled(row, () => http.POST('/v1/orders', { body, params: { header: WAIT } }))
    : await http.POST('/v1/orders', { body });
  return expectData(nameOf(row), answered);
}

/** Several orders of one account in one request, in order. An order is refused by nobody here, so a denial ends the run. */
export async function placeBatch(
  { http, symbol, tag }: Destination,
  rows: readonly NewRow[],
): Promise<readonly OrderAnswer[]> {
  const orders = rows.map((row) => orderOf(symbol, tag, row));
  const answered = await http.POST('/v1/orders/batch', { body: { orders } });
  const { results } = expectData('A batch of orders', answered);
  return results.map((result, at) => {
    if ('order' in result) return result.order;
    const answer = `${result.status} ${JSON.stringify(result.problem)}`;
    throw new UnexpectedAnswerError(`Row ${rows[at]?.name} (new) was answered ${answer}`);
  });
}

/** The order after its cancel or replace was matched, or `too-late` when it was closed before. */
export async function changeOne(
  { http, tag }: Destination,
  row: ChangeRow,
  orderId: string,
): Promise<OrderAnswer | 'too-late'> {
  const header = { ...WAIT, 'Idempotency-Key': idempotencyKeyOf(tag, row) };
  const params = { path: { orderId }, header };
  const answered = await untilSettled(row, () => {
    if (row.kind === 'cancel') return http.DELETE('/v1/orders/{orderId}', { params });
    // The total stays as it is, so what remains stays as well: that is what a recorded replace means.
    const body = { price: decimalOf(row.priceCents, PRICE_SCALE) };
    return http.PATCH('/v1/orders/{orderId}', { params, body });
  });
  if (answered.error?.code === 'ORDER_CLOSED') return 'too-late';
  return expectData(nameOf(row), answered);
}

function orderOf(symbol: string, tag: string, row: NewRow) {
  return {
    clientOrderId: clientOrderIdOf(tag, row),
    symbol,
    side: row.side,
    type: 'limit',
    timeInForce: 'GTC',
    price: decimalOf(row.priceCents, PRICE_SCALE),
    quantity: decimalOf(row.quantityUnits, QUANTITY_SCALE),
    selfTradePrevention: 'none',
  } satisfies PlaceOrder;
}

/** 202 means that it is in the log and not matched yet: the same request again waits on. */
async function untilSettled<Answer extends Answered<unknown>>(
  row: RecordedRow,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (let repeat = 0; repeat < UNSETTLED_REPEATS; repeat += 1) {
    const answered = await ask();
    if (answered.response.status !== 202) return answered;
    await sleep(20);
  }
  throw new UnexpectedAnswerError(`${nameOf(row)} was never matched.`);
}

const nameOf = ({ kind, name }: RecordedRow) => `Row ${name} (${kind})`;
