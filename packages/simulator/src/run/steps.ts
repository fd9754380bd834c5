import type { Operated } from '@truetape/command-api/commands';
import { takeSnapshots } from 'truetape/take-snapshots';
import type { ReadModelCheck } from '../checks/read-models.ts';
import type { Faults } from '../faults/faults.ts';
import type { Model } from '../model/model.ts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { Client } from '../workload/client.ts';
import { closeWhilePaid } from '../workload/closing.ts';
import { askFor, drawCorrection } from '../workload/corrections.ts';
import { delistWhileUsed } from '../workload/delisting.ts';
import { drawMove } from '../workload/draw-change.ts';
import type { Drawing } from '../workload/drawing.ts';
import { DRAWS } from '../workload/draws.ts';
import { MARKETS } from '../workload/markets.ts';
import { drawOperation, switched } from '../workload/operations.ts';
import type { Operator } from '../workload/operator.ts';
import type { OrderDesk } from '../world/order-desk.ts';
import { logger } from '../world/programs.ts';
import type { Shape, World } from '../world/world.ts';
import { COMMANDS_IN, type Step, type StepKind } from './plan.ts';

/** Where steps happen. */
export interface Stage {
  readonly shape: Shape;
  readonly world: World;
  readonly model: Model;
  readonly clients: readonly Client[];
  readonly operator: Operator;
  readonly readModels: ReadModelCheck;
  readonly faults: Faults;
  readonly time: VirtualTime;
  /** Any process that takes requests now. */
  readonly desk: () => OrderDesk | undefined;
  /** Tells of whatever breaks, where nobody waits. */
  readonly watch: (done: Promise<unknown>) => void;
  /** An operator is answered. */
  readonly onOperated: (operated: Operated) => void;
  /** A request of a client or an operator is sent. */
  readonly onCommand: () => void;
}

/** Who carries kill switches out, and within what time. */
const MATCHES = /^(order-path|matcher)/;
const SWITCH_US = 15_000;
const TRIPPED_US = 400_000;

/** Who asks for the same again does so within this time. */
const AGAIN_US = 1_000_000;

/** What a step does, and what is worth telling of it. Nobody waits for it. */
export const TAKE: { readonly [Kind in StepKind]: (step: Step, stage: Stage) => unknown } = {
  command: ({ random, index }, stage) => {
    const client = random.pick(stage.clients);
    if (client === undefined) return undefined;
    const ask = random.weighted(DRAWS).draw(drawing(stage, client, random, `c${index}`));
    if (ask === undefined) return undefined;
    stage.onCommand();
    stage.watch(client.send(ask));
    return ask;
  },
  // Requests at once, all of them denied: more than are written one by one.
  burst: ({ random, index }, stage) => {
    const client = random.pick(stage.clients);
    for (let i = 0; i < COMMANDS_IN.burst && client !== undefined; i++) {
      const ask = drawMove(drawing(stage, client, random, `b${index}-${i}`));
      if (ask.type !== 'Withdraw' && ask.type !== 'Deposit') continue; // it draws nothing else
      stage.onCommand();
      stage.watch(client.send({ ...ask, body: { ...ask.body, amount: '0' } }));
    }
  },
  operation: ({ random, index }, { operator, watch, onCommand }) => {
    onCommand();
    watch(operator.send(drawOperation(random), `operation-${index}`));
  },
  correction: ({ random, index }, stage) => {
    const correction = drawCorrection(random, stage.model);
    const ask = () => askFor(correction, `correction-${index}`, stage);
    stage.onCommand();
    ask();
    if (!stage.faults.strikes('duplicate-request', 20)) return;
    stage.time.after(random.below(AGAIN_US), ask);
  },
  closing: ({ random, index }, stage) => {
    const { clients, time, watch } = stage;
    const client = random.pick(clients);
    if (client === undefined) return;
    countAll('closing', stage);
    watch(closeWhilePaid(client, { random, time, name: `${index}` }));
  },
  delisting: ({ random, index }, stage) => {
    const { time, watch } = stage;
    countAll('delisting', stage);
    watch(delistWhileUsed(stage, { random, time, name: `delisting-${index}` }));
  },
  pause: () => undefined,
  check: (_, { readModels, world }) => readModels.compare(world.rows),
  // Nobody else starts from them.
  snapshot: (_, { shape, world: { snapshots, readingLog }, watch }) => {
    if (shape === 'embedded') watch(takeSnapshots({ log: readingLog(), snapshots, logger }));
  },
  crash: ({ random }, { world, faults }) => {
    const process = random.pick(world.processes.filter(({ isUp }) => isUp));
    if (process === undefined) return undefined;
    faults.note('crash');
    process.kill();
    return process.name;
  },
  'crash-in-switch': ({ random, index }, stage) => {
    const { world, faults, operator, time, watch, onCommand } = stage;
    const killed = random.pick(world.processes.filter(({ name }) => MATCHES.test(name)));
    const symbol = random.chance(60) ? undefined : random.pick(MARKETS)?.definition.symbol;
    const turnAt = (afterUs: number, action: 'trip' | 'release') =>
      time.after(afterUs, () => {
        onCommand();
        watch(operator.send(switched(symbol, action), `${action}-${index}`));
      });
    faults.note('crash-in-switch');
    turnAt(0, 'trip');
    time.after(random.below(SWITCH_US), () => killed?.kill());
    turnAt(SWITCH_US + random.below(TRIPPED_US), 'release');
    return killed?.name;
  },
  'clock-step': ({ random }, { world, faults }) => {
    faults.note('clock-step');
    random.pick(world.processes)?.stepClock();
  },
  'full-disk': (_, { world, faults }) => {
    faults.note('full-disk');
    world.disk.fill();
  },
  'second-projector': (_, { world, faults }) => {
    faults.note('second-projector');
    world.addProjector();
  },
  'zombie-matcher': (_, { world, faults }) => {
    if (world.takeOver()) faults.note('zombie-matcher');
  },
};

function countAll(kind: keyof typeof COMMANDS_IN, { onCommand }: Stage): void {
  for (let count = 0; count < COMMANDS_IN[kind]; count++) onCommand();
}

function drawing({ model, time }: Stage, client: Client, random: Random, name: string): Drawing {
  const { accountId, orderIds, journal } = client;
  const sent = journal.slice(-20).map(({ ask }) => ask);
  const orderOf = (orderId: string) => model.knownOrder(accountId, orderId);
  const withdrawalIds = [...(model.accounts.get(accountId)?.withdrawalIds ?? [])];
  return { random, accountId, name, orderIds, orderOf, withdrawalIds, sent, nowMs: time.nowMs };
}
