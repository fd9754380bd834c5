import { type Guarded, PERMISSIONS, type PermissionName } from '@truetape/auth';
import { accountOf } from '@truetape/auth/fastify';
import { sendProblem } from '@truetape/edge';
import { openTestPostgres, type TestPostgres } from '@truetape/projections/testing';
import type { FastifyPluginAsync } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { askAll } from './cells.ts';
import { type Operation, operationsOf, wrongInDocument } from './document.ts';
import { type Rule, rulesOnPage } from './page.ts';
import { ACCOUNTS } from './personas.ts';
import { type Changes, openWorld, type World } from './world.ts';

const rules = rulesOnPage();

let postgres: TestPostgres;
let world: World;
beforeAll(async () => {
  postgres = await openTestPostgres();
  world = await openWorld(postgres);
}, 60_000);
afterEach(() => world.unserve());
afterAll(async () => {
  await world.close();
  await postgres.stop();
}, 60_000);

/** What the matrix says of one rule of an app that is changed. */
async function foundIn(name: string, changes: Changes): Promise<readonly string[]> {
  const { wrong } = await askAll(world, await world.serve(changes), rules, [name]);
  return wrong;
}

/** A rule of the table, changed. */
const changed = (name: PermissionName, change: Partial<Guarded>): Changes => {
  const rule: Guarded | 'anybody' = PERMISSIONS[name];
  if (rule === 'anybody') throw new Error(`${name} is guarded`);
  return { rules: { [name]: { ...rule, ...change } } };
};

/** Rules that are wider or narrower than the page says. */
const CHANGED: readonly (readonly [PermissionName, string, Partial<Guarded>])[] = [
  ['POST /v1/accounts/{id}/deposits', 'another role', { roles: ['payments', 'analyst'] }],
  ['POST /v1/accounts/{id}/deposits', 'no role', { roles: [] }],
  ['POST /v1/accounts/{id}/transfers', 'a role', { roles: ['support'] }],
  ['POST /v1/accounts/{id}/withdrawals', 'less access', { of: { by: 'path', access: 'trader' } }],
  ['POST /v1/accounts/{id}/withdrawals', 'another scope', { scope: 'read' }],
  ['POST /v1/accounts/{id}/limits', 'no second factor', { stepUp: undefined as never }],
  ['POST /v1/orders', 'less access', { of: { by: 'asking', access: 'viewer' } }],
  ['POST /v1/orders', 'staff', { roles: ['admin'] }],
  ['GET /v1/accounts/{id}/balances', 'not for keys', { sessionOnly: true }],
  ['GET /v1/accounts/{id}/balances', 'one role less', { roles: ['auditor', 'support'] }],
  ['GET /v1/audit/events', 'anybody who is known', { roles: undefined as never }],
  ['release of an account', 'another role', { roles: ['risk-officer', 'support'] }],
];

describe('the matrix finds', () => {
  test.each(CHANGED)('%s with %s', async (name, _what, change) => {
    expect(await foundIn(name, changed(name, change))).not.toEqual([]);
  });

  test('a rule that is no rule any more', async () => {
    const name = 'GET /v1/accounts/{id}/balances';
    const open = { rules: { [name]: 'anybody' as const } };
    expect(await foundIn(name, open)).not.toEqual([]);
  });

  test('a route that has a rule and does not stand on the page', async () => {
    const name = 'GET /v1/secrets';
    const plugin: FastifyPluginAsync = async (app) => {
      app.get('/v1/secrets', (_request, reply) => reply.send({}));
    };
    const served = await world.serve({ rules: { [name]: 'anybody' }, plugins: [plugin] });
    expect(served.routes.map((route) => route.name)).toContain(name);
    expect([...rules.keys()]).not.toContain(name);
    const { wrong } = await askAll(world, served, rules, [name]);
    expect(wrong).toEqual([`${name} does not stand on the page`]);
  });

  test('a route that has no rule: it is not served', async () => {
    const plugin: FastifyPluginAsync = async (app) => {
      app.get('/v1/secrets', (_request, reply) => reply.send({}));
    };
    const serving = world.serve({ plugins: [plugin] });
    await expect(serving).rejects.toThrow('there is a rule for GET /v1/secrets');
  });

  test('a rule that is served by nothing', async () => {
    const wrong = await foundIn('GET /v1/orders', { plugins: [] });
    expect(wrong).toEqual(['GET /v1/orders is not served']);
  });
});

/** A document or a page that is changed in one thing, and what is said of it. */
const CONTRADICTING: readonly (readonly [string, (both: Both) => unknown, string])[] = [
  [
    'a route that is left out of the document',
    ({ operations }) => operations.delete('GET /v1/fills'),
    'GET /v1/fills stands on the page and not in the document',
  ],
  [
    'a route that is left out of the page',
    ({ onPage }) => onPage.delete('GET /v1/fills'),
    'GET /v1/fills stands in the document and not on the page',
  ],
  [
    'a method that no rule is about',
    ({ operations }) => operations.set('PUT /v1/orders', refusing('401 AUTH_REQUIRED')),
    'PUT /v1/orders stands in the document and not on the page',
  ],
  [
    'a refusal that the document does not tell',
    ({ operations }) => operations.get('GET /v1/time')?.refusals.delete('401 AUTH_REQUIRED'),
    'GET /v1/time is answered 401 AUTH_REQUIRED, which is not in the document',
  ],
  [
    'a refusal of a release, which is asked of the route of a trip',
    ({ operations }) =>
      operations.get('POST /v1/kill-switch')?.refusals.delete('403 AUTH_STEP_UP_REQUIRED'),
    'POST /v1/kill-switch is answered 403 AUTH_STEP_UP_REQUIRED, which is not in the document',
  ],
  [
    'a refusal of what anybody may ask',
    ({ operations }) => operations.get('GET /v1/time')?.refusals.add('403 AUTH_SCOPE'),
    'GET /v1/time is never answered 403 AUTH_SCOPE, which is in the document',
  ],
  [
    'a refusal of what asks nobody who they are',
    ({ operations }) => operations.get('GET /metrics')?.refusals.add('401 AUTH_REQUIRED'),
    'GET /metrics is never answered 401 AUTH_REQUIRED, which is in the document',
  ],
];

interface Both {
  readonly operations: Map<string, Changeable>;
  readonly onPage: Map<string, Rule>;
}

interface Changeable extends Operation {
  readonly refusals: Set<string>;
}

const refusing = (...refusals: readonly string[]): Changeable => ({
  isForMachines: false,
  refusals: new Set(refusals),
});

describe('the document and the page contradict each other by', () => {
  test.each(CONTRADICTING)('%s', async (_what, change, line) => {
    const { app } = await world.serve();
    const operations = new Map(
      [...(await operationsOf(app))].map(([name, { isForMachines, refusals }]) => {
        return [name, { isForMachines, refusals: new Set(refusals) }] as const;
      }),
    );
    const onPage = new Map(rules);
    change({ operations, onPage });
    expect(wrongInDocument(operations, onPage)).toEqual([line]);
  });
});

/** Handlers that are wrong in one thing, each in the place of the right one. */
const PLANTED: readonly (readonly [string, string, FastifyPluginAsync])[] = [
  [
    'GET /v1/fills',
    'shows what is of everybody',
    async (app) => {
      app.get('/v1/fills', (_request, reply) => reply.send({ items: Object.values(ACCOUNTS) }));
    },
  ],
  [
    'GET /v1/accounts/{id}/balances',
    'says of a foreign account that it may not be read',
    async (app) => {
      app.get('/v1/accounts/:id/balances', (request, reply) => {
        return reply.send({ accountId: accountOf(request) });
      });
      app.addHook('onSend', async (request, reply, payload) => {
        if (reply.statusCode !== 404 || !request.url.includes(ACCOUNTS.foreign)) return payload;
        reply.header('x-hint', 'it is there');
        return payload;
      });
    },
  ],
  [
    'GET /v1/orders',
    'answers with a header that others do not have',
    async (app) => {
      app.get('/v1/orders', (request, reply) => {
        if (request.headers['account-id'] === undefined) return reply.send({});
        return sendProblem(reply, 'ACCOUNT_NOT_FOUND');
      });
    },
  ],
];

describe('the matrix finds a handler of', () => {
  test.each(PLANTED)('%s that %s', async (name, _what, plugin) => {
    expect(await foundIn(name, { plugins: [plugin] })).not.toEqual([]);
  });

  test('POST /v1/orders that forgets whose order it is', async () => {
    const plugin: FastifyPluginAsync = async (app) => {
      app.post('/v1/orders', async (request, reply) => {
        await tripOf(ACCOUNTS.foreign, request.id);
        return reply.send({});
      });
    };
    const wrong = await foundIn('POST /v1/orders', { plugins: [plugin] });
    expect(wrong.join('\n')).toContain(`KillSwitchTripped in account-${ACCOUNTS.foreign}`);
  });

  test('any route that does something before it is known who asks', async () => {
    const wrong = await foundIn('GET /v1/time', {
      onRequest: ({ id }) => tripOf(ACCOUNTS.own, id),
    });
    expect(wrong.join('\n')).toContain('refused, and yet KillSwitchTripped');
  });
});

async function tripOf(accountId: string, requestId: string): Promise<void> {
  const { accounts, log, now } = world.desk;
  const command = { type: 'TripKillSwitch', receivedAt: now(), reason: 'planted' } as const;
  const actor = { userId: 'planted', requestId };
  const by = { correlationId: requestId, actor, deadlineMs: Number.MAX_SAFE_INTEGER };
  await accounts.execute({ accountId, command, ...by });
  await log.settled();
}
