import { join } from 'node:path';
import { type ApiClient, connectApi } from '../client/api-client.ts';
import { type Keys, writeKeys } from '../client/keys.ts';
import {
  type Instance,
  type InstanceProgram,
  type StartInstance,
  startInstance,
} from '../instance/instance.ts';
import { type LoadVenue, openLoadVenue, TRADERS } from './venue.ts';

/** A service of its own with the venue of the workload. */
export interface Measured {
  readonly instance: Instance;
  readonly keys: Keys;
  readonly venue: LoadVenue;
  readonly connect: (token: string) => ApiClient;
}

/** @param stops gets whatever has to be called at the end, the last one first, also when this fails halfway */
export async function openMeasured(
  program: InstanceProgram,
  stops: (() => unknown)[],
  { rateLimits = 'unreachable' }: Pick<StartInstance, 'rateLimits'> = {},
): Promise<Measured> {
  let keys: Keys | undefined;
  const instance = await startInstance({
    program,
    rateLimits,
    prepare: (folder) => {
      keys = writeKeys(join(folder, 'keys.json'), TRADERS);
    },
  });
  stops.push(instance.stop);
  if (keys === undefined) throw new Error('The keys were not written.');
  const venue = await openLoadVenue(instance.url, keys);
  stops.push(venue.close);
  const connect = (token: string) => {
    const client = connectApi(instance.url, token);
    stops.push(client.close);
    return client;
  };
  return { instance, keys, venue, connect };
}
