import { ok as holds } from 'node:assert';
import type { AddressInfo } from 'node:net';
import {
  Identities,
  memoryPersonKeys,
  PERMISSIONS,
  type Permission,
  passwordsHere,
  SecurityWriter,
  securityLogOf,
  TokenKeysDesk,
} from '@truetape/auth';
import { authenticated, nameOf } from '@truetape/auth/fastify';
import { createIdentityDesk, identityApi } from '@truetape/auth/routes';
import { commandApi } from '@truetape/command-api';
import { commandAnswer, orderAnswer } from '@truetape/contracts';
import { epochMs } from '@truetape/domain';
import { createEdge } from '@truetape/edge';
import { type EventLog, START } from '@truetape/event-store';
import { RULESETS } from '@truetape/matcher';
import { createMetrics } from '@truetape/observability';
import { runProjector, type TestPostgres } from '@truetape/projections/testing';
import { createQueryApi } from '@truetape/query-api';
import type {
  FastifyInstance,
  FastifyPluginAsync,
  FastifyRequest,
  onRequestAsyncHookHandler,
} from 'fastify';
import { logger, startOn } from '../order-path/support.ts';
import { until } from '../process/support.ts';
import { ACCOUNTS, authenticatorOf, BOSS, introduce, NOW_MS, SINK } from './personas.ts';

/** What one account has that a path can name. */
interface Things {
  readonly orderId: string;
  readonly withdrawalId: string;
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Both APIs, and what is added to them. */
export interface Served {
  readonly app: FastifyInstance;
  /** By the name of its rule, each as it was registered: method and path. */
  readonly routes: readonly { readonly name: string; readonly method: string }[];
}

export interface Changes {
  /** Rules in the place of those of the table, as long as the app is used. */
  readonly rules?: Readonly<Record<string, Permission>>;
  /** Instead of the two APIs. */
  readonly plugins?: readonly FastifyPluginAsync[];
  /** Before it is known who asks. */
  readonly onRequest?: (request: FastifyRequest) => Promise<unknown>;
}

const MARKET = {
  symbol: 'BTC-USD',
  tick: '1',
  lot: '0.01',
  minQuantity: '0.01',
  maxQuantity: '100',
  minNotional: '1',
  maxNotional: '100000',
  makerRate: '0.001',
  takerRate: '0.002',
  referencePrice: '100',
};

/** A venue with three accounts that have orders, trades and withdrawals, and its read models. */
export async function openWorld(postgres: TestPostgres) {
  const now = () => epochMs(NOW_MS);
  const path = await startOn(undefined, { now });
  const { log, accounts } = path;
  const databaseUrl = await postgres.newDatabase();
  const projector = runProjector({ log, databaseUrl, logger, metrics: metricsOf() });
  const identities = new Identities();
  const { onEvents, prefixes } = identities;
  const onFailure = (failure: unknown) => {
    throw failure;
  };
  const following = log.subscribeAll({ after: START, prefixes, onEvents, onFailure });
  await introduce(log);
  await identities.reached(await log.head());
  const authenticator = authenticatorOf(identities);
  const desk = identityDeskOn(log, identities);
  const table = PERMISSIONS as Record<string, Permission>;
  const closers: (() => Promise<unknown>)[] = [];

  async function serve({ rules = {}, plugins, onRequest }: Changes = {}): Promise<Served> {
    const before = { ...table };
    Object.assign(table, rules);
    closers.push(async () => {
      // In its order, which the page has: other tests of this worker read the same table.
      for (const name of Object.keys(table)) delete table[name];
      Object.assign(table, before);
    });
    const metrics = metricsOf();
    const app = createEdge({ name: 'test', logger, metrics, ready: () => ({}) });
    closers.push(() => app.close());
    const routes: { name: string; method: string }[] = [];
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) {
        routes.push({ name: nameOf(each === 'HEAD' ? 'GET' : each, url), method: each });
      }
    });
    if (onRequest !== undefined) app.addHook('onRequest', onRequest as onRequestAsyncHookHandler);
    if (plugins === undefined) {
      const queryApi = createQueryApi({
        ...{ log, logger, metrics, authenticator, clockMs: () => NOW_MS },
        databaseUrl: () => databaseUrl,
      });
      const commands = commandApi({ accounts, log, now, rulesets: RULESETS });
      const all = [commands, identityApi(desk), queryApi.plugin];
      await app.register(authenticated(authenticator, all));
      await until('the read edge is current', queryApi.isCurrent);
    } else await app.register(authenticated(authenticator, plugins));
    await app.ready();
    return { app, routes };
  }

  /** Ends what was served since, and puts the table back. */
  async function unserve(): Promise<void> {
    for (const close of closers.splice(0).reverse()) await close();
  }

  const { app } = await serve();
  const post = async (url: string, body: object, headers = {}) => {
    const authorization = `Bearer ${BOSS}`;
    const sent = { method: 'POST', url, payload: body, headers: { authorization, ...headers } };
    const answer = await app.inject(sent as never);
    holds(answer.statusCode < 300, `${url}: ${answer.body}`);
    return answer.json() as unknown;
  };
  await post('/v1/assets', { asset: 'BTC', scale: 8 });
  await post('/v1/assets', { asset: 'USD', scale: 4 });
  await post('/v1/instruments', MARKET);
  const ids: string[] = [...Object.values(ACCOUNTS), SINK];
  for (const accountId of ids) {
    await post('/v1/accounts', { accountId });
    for (const asset of ['BTC', 'USD']) {
      const funds = { asset, amount: '10000', reference: `first-${asset}` };
      await post(`/v1/accounts/${accountId}/deposits`, funds);
    }
  }
  const place = async (accountId: string, order: object) => {
    const whole = { symbol: 'BTC-USD', type: 'limit', timeInForce: 'GTC', ...order };
    const headers = { 'account-id': accountId, prefer: 'wait=10' };
    return orderAnswer.parse(await post('/v1/orders', whole, headers));
  };
  const things = new Map<string, Things>();
  for (const accountId of Object.values(ACCOUNTS)) {
    // Each trades with each of the others, so that there is somebody on the other side of every trail.
    const order = { clientOrderId: 'first', side: 'buy', price: '100', quantity: '1.5' };
    const { orderId } = await place(accountId, order);
    for (const other of ids) {
      if (other === accountId) continue;
      const taken = { clientOrderId: `taker-${things.size}`, side: 'sell', price: '100' };
      await place(other, { ...taken, quantity: '0.5' });
    }
    const funds = { asset: 'USD', amount: '1', reference: 'out' };
    const asked = await post(`/v1/accounts/${accountId}/withdrawals`, funds);
    const { revision } = commandAnswer.parse(asked).receipt;
    things.set(accountId, { orderId, withdrawalId: `${accountId}.${revision}` });
  }
  await log.settled();
  const head = await log.head();
  await until('the rows are there', async () => (await projector.lag()).position >= head);
  await unserve();

  return {
    log,
    desk: { accounts, log, now },
    identities,
    serve,
    unserve,
    thingsOf: (accountId: string): Things =>
      things.get(accountId) ?? { orderId: `${accountId}.3`, withdrawalId: `${accountId}.4` },
    listen: async (one: FastifyInstance) => {
      await one.listen({ host: '127.0.0.1', port: 0 });
      return (one.server.address() as AddressInfo).port;
    },
    close: async () => {
      await unserve();
      await projector.stop();
      await following.stop();
      await path.stop();
      await log.close();
    },
  };
}

const metricsOf = () => createMetrics({ processMetrics: false });

/** Nobody signs in here: what that needs is there and not used. */
function identityDeskOn(log: EventLog, identities: Identities) {
  const security = new SecurityWriter(securityLogOf(log));
  const shared = { security, identities, now: () => NOW_MS };
  const wrap = { wrap: Buffer.from, unwrap: Buffer.from };
  return createIdentityDesk({
    ...shared,
    log,
    personKeys: memoryPersonKeys(),
    passwords: passwordsHere(),
    mail: { send: async () => undefined, stop: () => undefined },
    realm: { issuer: 'truetape', audience: log.logId },
    tokenKeys: new TokenKeysDesk({ ...shared, folder: '/nowhere', wrap, instance: 'test' }),
    onTrouble: (_what, error) => {
      throw error;
    },
  });
}
