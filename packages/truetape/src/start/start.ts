import { type KeysFile, keysPath, openKeysFile } from '@truetape/auth';
import { runService, type Service } from '@truetape/service';
import { TRADERS } from '../make-keys.ts';
import { banner } from './banner.ts';
import { startDemoTraders } from './demo-traders.ts';
import { openDemoVenue } from './demo-venue.ts';
import { startInOnePlace } from './one-place.ts';
import { ownFetch } from './own-fetch.ts';
import { startProcesses } from './processes.ts';
import type { Started } from './started.ts';
import { urlOf } from './url-of.ts';

export interface StartOptions {
  /** Also let simulated traders trade, so that the feeds move. */
  readonly demo?: boolean;
  /** Every service is a process of its own, as far as the log allows it. */
  readonly processes?: boolean;
}

/** Runs the whole system until it is told to stop. What keeps it from starting is one line and exit code 1. */
export function start({ demo = false, processes = false }: StartOptions = {}): Promise<void> {
  return runService('truetape', async (service) => {
    const { config } = service;
    const keys = openKeysFile(keysPath(config.dataDir), TRADERS);
    if (!keys.ok) throw new Error(keys.failure);
    const apart = processes || config.eventStoreUrl !== undefined;
    const started = await (apart ? startProcesses(service) : startInOnePlace(service, keys.value));
    await openForOrders(service, keys.value, started, demo);
  });
}

async function openForOrders(
  service: Service,
  keys: KeysFile,
  { hasVenue, venueIsOpen, about }: Started,
  demo: boolean,
): Promise<void> {
  const url = urlOf(service.config, 'truetape') ?? '';
  const fetch = await ownFetch(service.config);
  if (!hasVenue) await openDemoVenue(url, keys, fetch);
  venueIsOpen();
  const token = keys.traders[0]?.token ?? '';
  const lines = banner({ url, keysPath: keysPath(service.config.dataDir), token, about });
  for (const line of lines) process.stdout.write(`${line}\n`);
  if (demo) service.onStop(startDemoTraders(url, keys.traders, fetch).stop);
}
