import { commandAnswer, type Problem } from '@truetape/contracts';
import { openTestPostgres, type TestPostgres } from '@truetape/projections/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUser, BOSS } from './personas.ts';
import { openWorld, type Served, type World } from './world.ts';

let postgres: TestPostgres;
let world: World;
let served: Served;
const who: Record<string, { readonly authorization: string }> = {};

beforeAll(async () => {
  postgres = await openTestPostgres();
  world = await openWorld(postgres);
  served = await world.serve();
  const { log, identities } = world;
  for (const name of ['first', 'second']) {
    who[name] = (await addUser(log, name, { roles: ['account-manager'] })).byKey;
  }
  for (const name of ['customer', 'friend', 'cousin']) {
    who[name] = (await addUser(log, name)).inSession;
  }
  await identities.reached(await log.head());
  const open = { method: 'POST', url: '/v1/accounts', payload: { accountId: NEW } } as const;
  await served.app.inject({ ...open, headers: who.first ?? {} });
  who.bank = { authorization: `Bearer ${BOSS}` };
  const funds = { asset: 'USD', amount: '100', reference: 'first' };
  expect((await post('bank', 'deposits', funds)).statusCode).toBe(201);
}, 60_000);
afterAll(async () => {
  await world.close();
  await postgres.stop();
}, 60_000);

const NEW = 'new-one';
const ACCOUNT = `/v1/accounts/${NEW}`;

async function post(name: string, path: string, payload: object) {
  const headers = who[name] ?? {};
  return served.app.inject({ method: 'POST', url: `${ACCOUNT}/${path}`, headers, payload });
}

const take = (name: string, userId: string) =>
  served.app.inject({
    method: 'DELETE',
    url: `${ACCOUNT}/access/${userId}`,
    headers: who[name] ?? {},
  });

const codeOf = ({ body }: { readonly body: string }) => (JSON.parse(body) as Problem).code;

let references = 0;
/** @returns the path of what waits */
async function ask(name: string): Promise<string> {
  references += 1;
  const funds = { asset: 'USD', amount: '1', reference: `asked-${references}` };
  const answer = await post(name, 'withdrawals', funds);
  const { receipt } = commandAnswer.parse(answer.json());
  return `withdrawals/${NEW}.${receipt.revision}`;
}

test('a withdrawal is approved by nobody who has brought to the account whoever asked for it', async () => {
  for (const [giver, userId] of [
    ['first', 'customer'],
    ['customer', 'friend'],
    ['friend', 'cousin'],
  ] as const) {
    const given = await post(giver, 'access', { userId, access: 'owner' });
    expect(given.statusCode, given.body).toBe(201);
  }
  for (const name of ['customer', 'friend', 'cousin']) {
    const withdrawal = await ask(name);
    const refused = await post('first', `${withdrawal}/approve`, {});
    expect([refused.statusCode, codeOf(refused)], name).toEqual([403, 'LEDGER_SAME_PERSON']);
    expect((await post('second', `${withdrawal}/approve`, {})).statusCode).toBe(201);
  }
});

test('who asked is who asked, whatever they are besides', async () => {
  const withdrawal = await ask('second');
  const refused = await post('second', `${withdrawal}/approve`, {});
  expect(codeOf(refused)).toBe('LEDGER_SAME_PERSON');
  expect((await post('second', `${withdrawal}/reject`, { reason: 'no' })).statusCode).toBe(201);
});

test('access that was taken away again was given all the same', async () => {
  const withdrawal = await ask('customer');
  expect(codeOf(await take('second', 'customer'))).toBe('ACCOUNT_HAS_OWNER');
  expect((await take('friend', 'customer')).statusCode).toBe(201);
  expect(codeOf(await post('first', `${withdrawal}/approve`, {}))).toBe('LEDGER_SAME_PERSON');
});

test('staff give access to an account that nobody has access to, and to no other', async () => {
  const given = await post('second', 'access', { userId: 'guest', access: 'viewer' });
  expect([given.statusCode, codeOf(given)]).toEqual([409, 'ACCOUNT_HAS_OWNER']);
  expect((await post('friend', 'access', { userId: 'guest', access: 'viewer' })).statusCode).toBe(
    201,
  );
  expect((await take('second', 'guest')).statusCode).toBe(201);
});

test('nobody gives access to themselves, nor roles', async () => {
  const own = await post('first', 'access', { userId: 'first', access: 'owner' });
  expect(codeOf(own)).toBe('AUTH_OWN_RIGHTS');
});
