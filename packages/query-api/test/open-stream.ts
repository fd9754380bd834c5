import { Venue } from '@truetape/projections/testing';
import type { StreamLimits } from '../src/index.ts';
import { ACCOUNTS, listen, openApi, openLog } from './support.ts';

type ApiOptions = NonNullable<Parameters<typeof openApi>[1]>;

/** A market, and a server of its feeds that says nothing by itself. */
export async function openStream(
  limits: Partial<StreamLimits> = {},
  script?: (venue: Venue) => void,
  options: Omit<ApiOptions, 'limits'> = {},
) {
  const log = openLog();
  const venue = new Venue(log);
  venue.open(...ACCOUNTS);
  script?.(venue);
  await venue.settled();
  const { app, metrics, get } = await openApi(log, {
    ...options,
    limits: { checkMs: 3_600_000, silenceMs: 3_600_000, ...limits },
  });
  const port = await listen(app);
  return { log, venue, app, port, metrics, get };
}
