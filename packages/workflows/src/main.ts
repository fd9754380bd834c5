import { randomUUID } from 'node:crypto';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { followLog, openLog, runService, serve } from '@truetape/service';
import { createClock } from './clock.ts';

/** What must happen by itself, as a process of its own. */
await runService('workflows', async (service) => {
  const log = await openLog(service, { eventStoreDb: openEventStoreDbLog });
  const clock = createClock({ ...service, log, instance: randomUUID(), onStopped: service.fail });
  await followLog(service, log, clock);
  service.onStop(clock.stop);
  await serve(service, { ready: () => ({ clock: { ok: true } }) });
});
