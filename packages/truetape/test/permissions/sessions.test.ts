import { openTestPostgres, type TestPostgres } from '@truetape/projections/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { statusOf } from './channels.ts';
import { accessOf, expectedOf } from './oracle.ts';
import { rulesOnPage } from './page.ts';
import { ACCOUNTS, MISSING, PERSONAS, type Persona, tokenOf } from './personas.ts';
import { openWorld, type World } from './world.ts';

const rules = rulesOnPage();

let postgres: TestPostgres;
let world: World;
let port: number;
beforeAll(async () => {
  postgres = await openTestPostgres();
  world = await openWorld(postgres);
  port = await world.listen((await world.serve()).app);
}, 60_000);
afterAll(async () => {
  await world.close();
  await postgres.stop();
}, 60_000);

interface Told {
  readonly id: string;
  readonly status: number;
  readonly problem?: { readonly code: string };
  readonly answer?: { readonly results?: readonly Told[] };
}

/** But for the id of the request, which its answer says again. */
const shown = (told: Told, id: string): Told =>
  JSON.parse(JSON.stringify(told).replaceAll(id, '')) as Told;

/** What is done with an order that somebody names. */
const OPS = {
  cancel: (orderId: string) => ({ op: 'cancel', orderId }),
  replace: (orderId: string) => ({ op: 'replace', orderId, price: '50' }),
} as const;

async function openSession(persona: Persona, accountId: string | undefined) {
  const token = tokenOf(persona);
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(accountId === undefined ? {} : { 'account-id': accountId }),
  };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/session`, { headers });
  const asked = new Map<string, (told: Told) => void>();
  socket.on('message', (data) => {
    const told = JSON.parse(String(data)) as Told;
    asked.get(told.id)?.(told);
  });
  const status = await statusOf(socket);
  const ask = (id: string, request: object) => {
    socket.send(JSON.stringify({ id, ...request }));
    return new Promise<Told>((told) => void asked.set(id, told));
  };
  return { socket, status, ask };
}

test('a session is opened by whom the page lets in, for the account that they may act for', async () => {
  const rule = rules.get('GET /v1/session');
  if (rule === undefined) throw new Error('sessions stand on the page');
  const wrong: string[] = [];
  let cells = 0;
  for (const persona of PERSONAS) {
    for (const accountId of [undefined, ACCOUNTS.own, ACCOUNTS.foreign, MISSING]) {
      const { socket, status } = await openSession(persona, accountId);
      const expected = expectedOf(rules, rule, persona, accountId);
      const right = expected === 'let in' ? 101 : expected.status;
      if (status !== right) wrong.push(`${persona.name} of ${accountId}: ${status} not ${right}`);
      cells += 1;
      socket.terminate();
    }
  }
  process.stdout.write(`authorization matrix: ${cells} cells of sessions, ${wrong.length} wrong\n`);
  expect(wrong).toEqual([]);
});

test('in a session the orders of others are not there, one by one and in batches', async () => {
  const letIn = PERSONAS.filter(
    (each) => each.isRefused === undefined && accessOf(each)[ACCOUNTS.own] !== undefined,
  );
  const foreign = world.thingsOf(ACCOUNTS.foreign).orderId;
  const before = await world.log.head();
  let count = 0;
  for (const persona of letIn) {
    const { socket, status, ask } = await openSession(persona, ACCOUNTS.own);
    if (status !== 101) continue;
    count += 1;
    for (const [op, on] of Object.entries(OPS)) {
      const of = [foreign, world.thingsOf(MISSING).orderId, `${ACCOUNTS.own}.9999`];
      const [one, ...others] = await Promise.all(
        of.map(async (each, index) => {
          const id = `${op}-${index}`;
          return shown(await ask(id, on(each)), id);
        }),
      );
      const items = { op: 'batch', requests: of.map(on) };
      const batch = await ask(`${op}-all`, items);
      expect(one, persona.name).toMatchObject({ status: 404, problem: { code: NOT_FOUND } });
      for (const other of others) expect(other).toEqual(one);
      for (const result of batch.answer?.results ?? []) {
        expect(result).toMatchObject({ status: 404, problem: { code: NOT_FOUND } });
      }
      expect(batch.answer?.results).toHaveLength(of.length);
    }
    socket.terminate();
  }
  expect(count).toBeGreaterThan(5);
  await world.log.settled();
  for await (const events of world.log.readAll({ after: before })) {
    expect(events.map(({ stream }) => stream)).not.toContain(`account-${ACCOUNTS.foreign}`);
  }
});

const NOT_FOUND = 'ORDER_NOT_FOUND';
