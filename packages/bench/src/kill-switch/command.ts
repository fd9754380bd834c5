import type { InstanceProgram } from '../instance/instance.ts';
import { openMeasured } from '../load/open-measured.ts';
import { ACCOUNTS } from '../load/venue.ts';
import { MARKETS } from '../load/workload/market.ts';
import { describeMachine, type Machine } from '../measure/machine.ts';
import { type Cancelling, measureCancelling, type Trader } from './measure.ts';
import { streamsBy } from './streams.ts';

export interface KillSwitchOptions {
  readonly program: InstanceProgram;
  readonly json?: boolean;
}

export interface KillSwitchReport {
  readonly machine: Machine;
  readonly orders: number;
  /** One account cancels all that it has. */
  readonly ofAccount: readonly Cancelling[];
  /** The kill switch of a market is tripped over orders of fifty accounts. */
  readonly ofMarket: readonly Cancelling[];
}

const ORDERS = 10_000;
const RUNS = 5;

/** `bench kill-switch`: how long it takes until nothing stands any more. Answers the exit code. */
export async function killSwitchCommand({ program, json }: KillSwitchOptions): Promise<number> {
  const report = await measure(program);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : textOf(report));
  return 0;
}

async function measure(program: InstanceProgram): Promise<KillSwitchReport> {
  const stops: (() => unknown)[] = [];
  try {
    const { keys, connect } = await openMeasured(program, stops);
    const operator = connect(keys.operator.token);
    const streams = streamsBy(operator);
    const traders = keys.traders
      .slice(0, ACCOUNTS)
      .map(({ accountId, token }): Trader => ({ accountId, client: connect(token) }));
    const [first] = traders as [Trader];
    const killSwitch = (action: 'trip' | 'release') =>
      ({
        method: 'POST',
        path: `/v1/instruments/${MARKETS[0]}/kill-switch`,
        body: { action, reason: 'It is measured how long it takes.' },
      }) as const;

    const ofAccount: Cancelling[] = [];
    const ofMarket: Cancelling[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      process.stderr.write(`bench: run ${run} of ${RUNS}\n`);
      const request = { method: 'DELETE', path: '/v1/orders' } as const;
      ofAccount.push(
        await measureCancelling({
          streams,
          traders: [first],
          orders: ORDERS,
          run: `a${run}`,
          asks: first.client,
          request,
          ownEvents: 1,
        }),
      );
      ofMarket.push(
        await measureCancelling({
          streams,
          traders,
          orders: ORDERS,
          run: `m${run}`,
          asks: operator,
          request: killSwitch('trip'),
          ownEvents: 0,
        }),
      );
      await operator.send(killSwitch('release'));
    }
    return { machine: describeMachine(), orders: ORDERS, ofAccount, ofMarket };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function textOf({ machine, orders, ofAccount, ofMarket }: KillSwitchReport): string {
  const row = ({ answeredMs, cancelledMs, settledMs }: Cancelling) =>
    `  answered ${answeredMs}, last cancel on disk ${cancelledMs}, last hold released ${settledMs}`;
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.commit}`,
    `${orders} open orders, ms from the request, each run`,
    'One account cancels all of its orders:',
    ...ofAccount.map(row),
    'A market is killed, orders of 50 accounts:',
    ...ofMarket.map(row),
    '',
  ].join('\n');
}
