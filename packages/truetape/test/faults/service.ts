import { deepStrictEqual as equal } from 'node:assert';
import {
  ask,
  freePort,
  keysOf,
  NO_POSTGRES,
  run,
  type ServiceOptions,
  untilReady,
} from '../process/support.ts';
import { recover } from './found.ts';
import { orderAt, type Receipt } from './load.ts';

/** Starts the service without read models and does not wait for it. */
export async function launch(dataDir: string, under: ServiceOptions['under'] = [], known?: number) {
  const port = known ?? (await freePort());
  const environment = {
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: NO_POSTGRES,
    LOG_FILE: '-',
    LOG_LEVEL: 'error',
  };
  return { port, dataDir, service: run({ environment, under }) };
}

export async function start(dataDir: string, under: ServiceOptions['under'] = []) {
  const launched = await launch(dataDir, under);
  await untilReady(launched.service, launched.port);
  return { ...launched, keys: keysOf(dataDir) };
}

/** Starts the service so that it can be killed and started again where its clients know it. */
export async function startKillable(dataDir: string) {
  const { port, keys, ...first } = await start(dataDir);
  let { service } = first;
  return {
    port,
    keys,
    killAndStart: async () => {
      await stop({ service });
      ({ service } = await launch(dataDir, [], port));
      await untilReady(service, port);
    },
    end: () => {
      service.child.kill('SIGTERM');
      return service.ended;
    },
  };
}

export type Running = Awaited<ReturnType<typeof start>>;

export const place = ({ port, keys }: Running, clientOrderId: string) =>
  ask(port, keys.traders[0]?.token ?? '', 'POST', '/v1/orders', orderAt(clientOrderId, 1));

export async function stop({ service }: Pick<Running, 'service'>): Promise<void> {
  service.child.kill('SIGKILL');
  await service.ended;
}

/** Everything acknowledged is there, whole. */
export async function proveOf(dataDir: string, receipts: readonly Receipt[]): Promise<void> {
  const found = await recover(dataDir);
  equal([found.fault, found.lost(receipts)], [undefined, 0]);
}
