import { isIP } from 'node:net';
import type { Config, ProcessName, Service } from '@truetape/service';
import { type ReadModels, startReadModels } from './read-models.ts';
import { relayAppends } from './relay-appends.ts';
import type { Started } from './started.ts';
import { type Supervised, say, supervise } from './supervise.ts';
import { urlOf } from './url-of.ts';

/** What takes orders and matches them, by the log: on LMDB one process alone appends. The first one has `PORT`. */
const ORDER_PATH = {
  lmdb: ['order-path'],
  eventStoreDb: ['command-api', 'matcher', 'workflows'],
} as const satisfies Record<string, readonly ProcessName[]>;

/** What may come a moment later. On LMDB the notary and the risk watch are started by the process that appends. */
const LATER = {
  lmdb: ['query-api'],
  eventStoreDb: ['query-api', 'risk-watch', 'notary'],
} as const satisfies Record<string, readonly ProcessName[]>;

/** By which process each `query-api` gets its market data; without Redis each folds the log for itself. */
const laterThan = (
  log: keyof typeof LATER,
  redisUrl: string | undefined,
): readonly ProcessName[] => (redisUrl === undefined ? LATER[log] : ['market-data', ...LATER[log]]);

/**
 * Starts every service as a process of its own, and starts those again that end. Without one that stays down the others
 * go on, unless it is the one that takes the orders: then all end.
 */
export async function startProcesses(service: Service): Promise<Started> {
  const { config } = service;
  const log = config.eventStoreUrl === undefined ? 'lmdb' : 'eventStoreDb';
  const names = ORDER_PATH[log];
  const later = laterThan(log, config.redisUrl);
  const running: Supervised[] = [];
  let readModels: Promise<ReadModels> | undefined;
  const relay = relayAppends(() => running[0]);
  let isUp = false;
  service.onStop(async () => {
    // Whoever reads has the order path append what it notes, to the end.
    await Promise.all(running.slice(names.length).map(({ stop }) => stop()));
    await Promise.all(running.slice(0, names.length).map(({ stop }) => stop()));
    await (await readModels)?.stop();
  });

  const [front] = names;
  const environment = { QUERY_URL: urlOf(config, 'query-api') ?? '' };
  for (const name of names) {
    const onDown = (why: string) => (isUp && name !== front ? say(why) : service.fail(why));
    const onMessage = name === 'order-path' ? relay.fromWriter : () => undefined;
    running.push(supervise(service, { name, environment, onMessage, onDown }));
  }
  await Promise.all(running.map(({ ready }) => ready));
  isUp = true;
  return {
    // Whoever knows is another process, which is asked by the API.
    hasVenue: false,
    about: [
      'Health and metrics:',
      ...[...names, ...later, 'projections' as const].flatMap(lineOf(service)),
    ],
    venueIsOpen: () => {
      readModels = startReadModels(service);
      void readModels.then(({ url }) => {
        const environment = {
          ...(url !== undefined && { DATABASE_URL: url }),
          // It hears from the front for whom that asks.
          TRUSTED_PROXIES: [...config.edge.trustedProxies, frontAddress(config)].join(','),
        };
        for (const name of later) {
          const asking =
            log === 'lmdb' && name === 'query-api'
              ? { onMessage: relay.fromAsker, onEnded: relay.askerEnded }
              : {};
          running.push(supervise(service, { name, environment, ...asking, onDown: say }));
        }
      });
    },
  };
}

/** From where what passes reads on connects to this machine's own addresses. */
const frontAddress = ({ host }: Config) =>
  isIP(host) === 0 || isWildcard(host) ? '127.0.0.1' : host;

const isWildcard = (host: string) => host === '0.0.0.0' || host === '::';

const lineOf =
  ({ config }: Service) =>
  (name: ProcessName): readonly string[] => {
    const url = urlOf(config, name);
    return url === undefined ? [] : [`  ${name.padEnd(12)} ${url}`];
  };
