import { deepStrictEqual as equal, match } from 'node:assert';
import { join } from 'node:path';
import { EventStoreDbDouble } from '@truetape/event-store-eventstoredb/double';
import { describe, test } from 'vitest';
import { afterThisTest, freePort, run, temporaryFolder, until } from '../process/support.ts';

const WORKFLOWS = join(import.meta.dirname, '../../dist/workflows.js');

/** The clock workflow on a double whose clock the test sets. */
async function onDouble(clockAheadMs: number) {
  const double = await EventStoreDbDouble.start();
  afterThisTest(() => double.shutDown());
  double.log.clockAheadMs = clockAheadMs;
  const port = await freePort();
  const service = run({
    program: WORKFLOWS,
    arguments: [],
    environment: {
      EVENTSTORE_URL: double.connectionString,
      WORKFLOWS_PORT: String(port),
      DATA_DIR: temporaryFolder(),
    },
  });
  const untilReady = () =>
    until('it is ready', async () => {
      if (service.child.exitCode !== null) throw new Error(service.errors());
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
      return answer?.ok === true;
    });
  return { double, service, untilReady };
}

describe('a process that decides by its clock', { timeout: 120_000 }, () => {
  test('does not start beside a log whose clock is another', async () => {
    const { service } = await onDouble(30_000);
    equal(await service.ended, 1);
    match(
      service.errors(),
      /^workflows: The clock of this machine is \d{5} ms behind that of the log: no decisions until they agree\.$/m,
    );
  });

  test('ends when the clocks part', async () => {
    const { double, service, untilReady } = await onDouble(0);
    await untilReady();
    double.log.clockAheadMs = -30_000;
    equal(await service.ended, 1);
    match(service.errors(), /^workflows: The clock of this machine is \d{5} ms ahead of that of/m);
  });
});
