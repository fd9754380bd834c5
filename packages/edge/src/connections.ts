import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Metrics } from '@truetape/observability';
import type { IsTrusted } from './client-address.ts';
import type { EdgeLimits } from './limits.ts';
import { networkOf } from './network-of.ts';
import { Tally } from './tally.ts';

/** How often at most idle connections have to go for new ones. */
const MAKE_ROOM_MS = 1_000;

/**
 * Bounds the connections of one address, which a client that opens ever more meets before anybody else does; those of a
 * proxy that is trusted are of many clients. Where all together are too many, whoever asks for nothing has to go: a
 * client that keeps a connection for later comes back, and one that fills the house keeps nobody out.
 */
export function boundConnections(
  server: Server,
  { connectionsMax, connectionsPerAddressMax }: EdgeLimits,
  { isTrusted, metrics }: { readonly isTrusted: IsTrusted; readonly metrics: Metrics },
): void {
  const open = new Tally();
  const refused = {
    address: metrics.connectionsRefused.labels('address'),
    total: metrics.connectionsRefused.labels('total'),
  };
  let madeRoomAtMs = Number.NEGATIVE_INFINITY;
  server.maxConnections = connectionsMax;
  server.on('drop', () => {
    refused.total.increment();
    if (performance.now() - madeRoomAtMs < MAKE_ROOM_MS) return;
    madeRoomAtMs = performance.now();
    server.closeIdleConnections();
  });
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || isTrusted(remoteAddress)) return;
    const network = networkOf(remoteAddress);
    if (open.of(network) >= connectionsPerAddressMax) {
      refused.address.increment();
      socket.destroy();
      return;
    }
    socket.once('close', open.add(network));
  });
}
