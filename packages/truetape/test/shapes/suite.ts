import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { verifyLog } from '@truetape/audit';
import { test } from 'vitest';
import { run } from '../process/support.ts';
import { dieAndComeBack } from './die-and-come-back.ts';
import { tradeEveryKindOfOrder } from './every-kind-of-order.ts';
import { type Running, type Shape, startAs } from './shapes.ts';
import { tradeBySession } from './trade-by-session.ts';

/** What must be so however the system runs. */
export function describeShape(shape: Shape): void {
  test(`the system ${shape.name} takes every kind of order, starts again what dies, and the log proves it`, {
    timeout: 240_000,
  }, async () => {
    const running = await startAs(shape);
    await tradeEveryKindOfOrder(running);
    await tradeBySession(running);
    await dieAndComeBack(running);
    await proveLog(running);
    await proveReadModels(running);
    equal(await running.stop(), 0);
    const said = running.service.errors().trim().split('\n');
    equal(
      said.map((line) => line.replace(/ at position \d+/, '')),
      shape.processes.map((name) => `truetape: ${name} has ended (SIGKILL) and is started again.`),
    );
  });
}

/** As an operator does it, beside the running services. */
async function proveReadModels({ environment }: Running): Promise<void> {
  for (const words of [['rebuild', '--all'], ['verify']]) {
    const program = run({ environment, arguments: ['projections', ...words] });
    equal([await program.ended, program.errors()], [0, '']);
  }
}

async function proveLog({ openLog }: Running): Promise<void> {
  const log = await openLog();
  const verified = await verifyLog(log);
  await log.close();
  holds(verified.ok, verified.ok ? '' : verified.failure.message);
  equal(verified.value.inFlight, 0);
}
