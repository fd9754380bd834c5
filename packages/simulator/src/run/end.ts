import { verifyLog } from '@truetape/audit';
import { checkAccount } from '../checks/accounts-agree.ts';
import { checkKillSwitches } from '../checks/kill-switches.ts';
import type { ReadModelCheck } from '../checks/read-models.ts';
import { checkRows } from '../checks/rows-agree.ts';
import { checkAlerts } from '../checks/suspense.ts';
import type { Model } from '../model/model.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { holds, Violation } from '../violation.ts';
import type { Client } from '../workload/client.ts';
import type { Operator } from '../workload/operator.ts';
import type { World } from '../world/world.ts';

/** What is looked at when the last command is sent. */
export interface Ending {
  readonly model: Model;
  readonly world: World;
  readonly clients: readonly Client[];
  readonly operator: Operator;
  readonly readModels: ReadModelCheck;
}

/** When nothing goes wrong any more, everything must be settled within this time. */
const SETTLED_WITHIN_US = 120_000_000;
const LOOK_US = 100_000;
/** So long nothing happens before it is believed that nothing will. */
const QUIET_US = 1_500_000;

/** Waits until nothing is on its way any more. */
export async function untilSettled(ending: Ending, time: VirtualTime): Promise<void> {
  const deadlineUs = time.nowUs + SETTLED_WITHIN_US;
  let quietSinceUs = time.nowUs;
  let head = -1;
  while (time.nowUs - quietSinceUs < QUIET_US) {
    await time.pass(LOOK_US);
    const late = whatIsLate(ending);
    holds(late === undefined || time.nowUs < deadlineUs, 'everything converges', () => `${late}`);
    const { history } = ending.world.disk;
    if (late !== undefined || history.head !== head) quietSinceUs = time.nowUs;
    head = history.head;
  }
}

function whatIsLate({ clients, operator, model, world }: Ending): string | undefined {
  const unanswered = clients.flatMap(({ journal }) => journal.filter(({ isOver }) => !isOver));
  if (unanswered.length > 0) {
    const asks = unanswered.map(({ ask, answers }) => JSON.stringify([ask, answers.at(-1)]));
    return `${asks.length} requests have no answer: ${asks.join(', ')}`;
  }
  if (operator.waiting > 0) return `${operator.waiting} operations have no answer`;
  if (world.desks.length === 0) return 'nobody takes requests';
  if (model.inFlight !== undefined) return model.inFlight;
  const projected = world.rows.position;
  const { head } = world.disk.history;
  return projected < head ? `read models are at ${projected}, the log at ${head}` : undefined;
}

/** What must hold when everything is settled. */
export async function checkEnd(ending: Ending, time: VirtualTime): Promise<void> {
  const { model, world, readModels, clients } = ending;
  model.ledger.checkAllIsSettled();
  for (const desk of world.desks) {
    for (const accountId of model.accounts.keys()) checkAccount(desk, accountId, model);
    checkAlerts(desk, world.disk.history);
  }
  readModels.compare(world.rows);
  checkRows(world.rows, model);
  checkDues(ending, time.nowMs);
  const { history } = world.disk;
  checkKillSwitches(history, model);
  for (const { journal } of clients) {
    for (const { answers } of journal) {
      for (const answer of answers) {
        if (answer.kind !== 'done') continue;
        const { stream, revision, hash } = answer.receipt;
        const isThere = history.at(stream, revision)?.hash === hash;
        holds(isThere, 'nothing acknowledged is lost', () => `${stream} ${revision}`);
      }
    }
  }
  const verified = await verifyLog(world.readingLog());
  if (!verified.ok) throw new Violation('audit verify finds nothing', verified.failure.message);
  const { inFlight, behindGroup, riskUnsaid } = verified.value;
  holds(!model.isOneWriter || behindGroup === 0, 'who decides alone knows its groups', () => {
    return `${behindGroup} orders`;
  });
  holds(inFlight === 0, 'audit verify finds nothing in flight', () => `${inFlight}`);
  holds(riskUnsaid === 0, 'the risk watch has said everything', () => `${riskUnsaid}`);
}

/** The clock steps at most once a second, and takes a moment. */
const OVERDUE_MS = 4_000;

function checkDues({ model }: Ending, nowMs: number): void {
  for (const [symbol, { naive }] of model.markets.all) {
    const dues = naive.live.flatMap(({ dueAt, orderId }) =>
      dueAt === undefined ? [] : [{ dueAt, what: orderId }],
    );
    if (naive.auction !== undefined)
      dues.push({ dueAt: naive.auction.dueAt as never, what: symbol });
    for (const { dueAt, what } of dues) {
      holds(dueAt > nowMs - OVERDUE_MS, 'what is due happens', () => {
        return `${what} of ${symbol} was due ${nowMs - dueAt} ms ago`;
      });
    }
  }
}
