import type { InstanceProgram } from '../instance/instance.ts';
import { table } from '../load/table.ts';
import type { WorkerProgram } from '../load/worker/spawn-worker.ts';
import { type LoginFloodReport, measureLoginFlood } from './measure.ts';

export interface LoginFloodCommandOptions {
  readonly program: InstanceProgram;
  readonly worker: WorkerProgram;
  readonly seconds?: string;
  readonly json?: boolean;
}

const SECONDS = 20;

/** `bench login-flood`: how long orders take while somebody guesses passwords. Answers the exit code. */
export async function loginFloodCommand(options: LoginFloodCommandOptions): Promise<number> {
  const { program, worker, json } = options;
  const seconds = Number(options.seconds ?? SECONDS);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 600) {
    process.stderr.write('bench: --seconds takes 1 to 600.\n');
    return 1;
  }
  const report = await measureLoginFlood({ program, worker, seconds });
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : textOf(report));
  return 0;
}

const ms = (value: number | null) => (value === null ? '–' : value.toFixed(1));
const percent = (share: number | undefined) =>
  share === undefined ? '–' : `${(share * 100).toFixed(0)} %`;

function textOf({ machine, phases, ...report }: LoginFloodReport): string {
  const { ordersPerSecond, signInsPerSecond, seconds } = report;
  const orders = phases.map(({ orders: { ack, ...done }, signIns, processors }) => [
    signIns === undefined ? 'alone' : 'beside sign-ins',
    ...[String(done.operationsPerSecond), ms(ack.p50Ms), ms(ack.p99Ms), ms(ack.maxMs)],
    JSON.stringify(done.refusals),
    ...[percent(processors?.own), percent(processors?.foreign), percent(processors?.steal)],
  ]);
  const ratios = phases.flatMap(({ signIns, orders: { ack } }, at) => {
    const alone = phases[at - 1]?.orders.ack;
    if (signIns === undefined || alone === undefined) return [];
    const share = (beside: number | null, before: number | null) =>
      beside === null || before === null ? '–' : (beside / before).toFixed(2);
    return [`p50 × ${share(ack.p50Ms, alone.p50Ms)}, p99 × ${share(ack.p99Ms, alone.p99Ms)}`];
  });
  const signIns = phases.flatMap(({ signIns: answers = {} }) =>
    Object.entries(answers).map(([answer, { count, p50Ms, p99Ms }]) => [
      ...[answer, String(count), ms(p50Ms), ms(p99Ms)],
    ]),
  );
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.commit}`,
    `${ordersPerSecond} orders/s, alone and beside ${signInsPerSecond} sign-ins/s, ${seconds} s each, in turn`,
    ...table([
      ['orders', 'done/s', 'ack p50', 'p99', 'max', 'refused', 'own', 'foreign', 'steal'],
      ...orders,
    ]),
    `Beside sign-ins: ${ratios.join('; ')}`,
    ...table([['sign-ins answered', 'count', 'p50', 'p99'], ...signIns]),
    '',
  ].join('\n');
}
