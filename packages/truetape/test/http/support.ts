import { deepStrictEqual, strictEqual } from 'node:assert';
import { formatMinor, scaleIn } from '@truetape/codec';
import {
  type CommandAnswer,
  ERRORS,
  type ErrorCode,
  type OrderAnswer,
  orderAnswer,
  type PlaceOrder,
  type Problem,
} from '@truetape/contracts';
import { START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import type { Answered, Caller, Server } from './server.ts';
import { ORDER } from './venue.ts';

/**
 * The refusal that an answer must be, to the letter but for its `detail`, which is for people.
 *
 * @param row what was sent, where a test sends many
 */
export function expectRefusal(
  answered: Answered,
  code: ErrorCode,
  field?: string,
  row?: string,
): void {
  const { detail: _, ...body } = answered.body as Problem;
  const { status, title } = ERRORS[code];
  deepStrictEqual(
    { row, status: answered.status, type: answered.headers.get('content-type'), body },
    {
      row,
      status,
      type: 'application/problem+json',
      body: {
        type: `urn:truetape:error:${code}`,
        title,
        status,
        code,
        ...(field === undefined ? {} : { field }),
        requestId: answered.headers.get('x-request-id'),
      },
    },
  );
}

export async function eventsOf({ log }: Pick<Server, 'log'>, stream: string) {
  const all: RecordedEvent[] = [];
  for await (const events of log.readStream(stream)) all.push(...events);
  return all;
}

/** Asks for the answer of the market. */
export const WAIT = { prefer: 'wait=10' };

/** Places an order and waits for the market. */
export async function place(
  { send }: Server,
  caller: Caller,
  order: Partial<Record<keyof PlaceOrder, unknown>> = {},
): Promise<OrderAnswer> {
  const { status, body } = await send(caller, 'POST', '/v1/orders', {
    body: { ...ORDER, ...order },
    headers: WAIT,
  });
  strictEqual(status, 201, JSON.stringify(body));
  return orderAnswer.parse(body);
}

/** The event that a receipt names, which must have the hash and the position that were answered. */
export async function receiptedEvent(
  server: Server,
  { receipt, position }: Pick<CommandAnswer, 'receipt' | 'position'>,
): Promise<RecordedEvent> {
  const event = (await eventsOf(server, receipt.stream))[receipt.revision];
  if (event === undefined) throw new Error(`${receipt.stream} has no ${receipt.revision}`);
  const { stream, revision, hash } = event;
  deepStrictEqual(
    { receipt, position },
    { receipt: { stream, revision, hash }, position: event.position },
  );
  return event;
}

/** What an account has and holds, by asset, as decimals. */
export function balancesOf({ accounts }: Server, accountId: string) {
  const state = accounts.stateOf(accountId);
  if (state.status === 'none') throw new Error(`${accountId} is not open`);
  return Object.fromEntries(
    [...state.balances].map(([asset, { total, held }]) => {
      const scale = scaleIn(accounts.catalogue, asset);
      return [asset, { total: formatMinor(total, scale), held: formatMinor(held, scale) }];
    }),
  );
}

/** Runs what must append nothing at all, in any stream, now or late, and change no balance of `ann`. */
export async function leavingNoTrace(server: Server, act: () => Promise<void>): Promise<void> {
  const { log } = server;
  const before = { head: await log.head(), balances: balancesOf(server, 'ann') };
  await act();
  deepStrictEqual(balancesOf(server, 'ann'), before.balances);
  // What was queued late would stand before the next event.
  await server.send('operator', 'POST', '/v1/accounts', { body: { accountId: 'next' } });
  const after: string[] = [];
  for await (const events of log.readAll({ after: before.head })) {
    after.push(...events.map(({ stream, type }) => `${stream} ${type}`));
  }
  deepStrictEqual(after, ['account-next AccountOpened']);
}

/** The first events of a stream, as soon as there are so many: for what is written after the answer. */
export function firstEvents(
  { log }: Server,
  stream: string,
  count: number,
): Promise<readonly RecordedEvent[]> {
  return new Promise((resolve, reject) => {
    const seen: RecordedEvent[] = [];
    const subscription = log.subscribeAll({
      after: START,
      prefixes: [stream],
      onEvents: (events) => {
        seen.push(...events);
        if (seen.length < count) return;
        void subscription.stop();
        resolve(seen);
      },
      onFailure: reject,
    });
  });
}
