import { randomUUID } from 'node:crypto';
import { readVoidedInputs } from '@truetape/codec';
import { openEventStoreDbLog } from '@truetape/event-store-eventstoredb';
import { BUILD, EXIT, followLog, openLog, runService, serve } from '@truetape/service';
import { inlineMore } from '@truetape/service/inline-more';
import { createMatcher } from './service/matcher.ts';
import { watchHeads } from './service/watch-heads.ts';

inlineMore();

/** Every market of a log, as a process of its own. */
await runService('matcher', async (service) => {
  const log = await openLog(service, { eventStoreDb: openEventStoreDbLog });
  const heads = watchHeads({ log, onGone: service.fail });
  service.onStop(heads.stop);
  const matcher = createMatcher({
    ...service,
    log: heads.log,
    instance: randomUUID(),
    build: BUILD,
    voided: await readVoidedInputs(log),
    onStopped: (reason, how) => service.fail(reason, EXIT[how]),
  });
  await followLog(service, log, matcher);
  await serve(service, { ready: () => ({ matching: { ok: true } }) });
});
