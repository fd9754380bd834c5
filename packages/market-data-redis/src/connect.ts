import { Cluster, Redis, type RedisOptions } from 'ioredis';

/** Nothing waits longer for Redis. */
export const COMMAND_MS_MAX = 1_000;
const RETRY_MS_MAX = 1_000;

/** What cannot be sent now is not sent later, and what was sent is not sent again: the board's own rules see to that. */
const OPTIONS = {
  // Whoever listens asks again by itself; nobody would hear that it was refused to the client.
  autoResubscribe: false,
  autoResendUnfulfilledCommands: false,
  commandTimeout: COMMAND_MS_MAX,
  connectTimeout: 2 * COMMAND_MS_MAX,
  connectionName: 'truetape',
  keepAlive: 5_000,
  maxRetriesPerRequest: 0,
  socketTimeout: 5 * COMMAND_MS_MAX,
} as const satisfies RedisOptions;

const retryMs = (times: number) => Math.min(50 * times, RETRY_MS_MAX);

const URL_FORM = /^redis(?<tls>s?)(?<cluster>\+cluster)?:\/\/(?:(?<user>.*)@)?(?<hosts>[^@]+)$/;

/**
 * A connection that comes back by itself, and refuses what it is asked while it is away.
 *
 * @param url `redis://` or `rediss://` (TLS) with user, password, host, port and database; `redis+cluster://` or
 *   `rediss+cluster://` with one or more nodes of a cluster, separated by commas
 */
export function connect(url: string): Redis | Cluster {
  const { tls, cluster, user, hosts = '' } = URL_FORM.exec(url)?.groups ?? {};
  if (cluster === undefined) {
    return new Redis(url, { ...OPTIONS, enableOfflineQueue: false, retryStrategy: retryMs });
  }
  const nodes = hosts.split(',').map((host) => {
    const { hostname, port } = new URL(`redis://${host}`);
    return { host: hostname, port: Number(port || 6379) };
  });
  const { username, password } = new URL(`redis://${user === undefined ? '' : `${user}@`}host`);
  const connected = new Cluster(nodes, {
    clusterRetryStrategy: retryMs,
    enableOfflineQueue: false,
    slotsRefreshTimeout: COMMAND_MS_MAX,
    // Certificates name hosts, not addresses.
    dnsLookup: (host, found) => found(null, host),
    redisOptions: {
      ...OPTIONS,
      ...(tls === 's' && { tls: {} }),
      ...(username !== '' && { username: decodeURIComponent(username) }),
      ...(password !== '' && { password: decodeURIComponent(password) }),
    },
  });
  // A node that is connected with its first command refuses those that come meanwhile.
  connected.on('+node', (node: Redis) => void node.connect().catch(() => undefined));
  return connected;
}
