import { createHash } from 'node:crypto';
import type { Operated } from '@truetape/command-api/commands';
import type { RecordedEvent } from '@truetape/kernel';
import { AnswerCheck } from '../checks/answers.ts';
import { FenceCheck } from '../checks/fences.ts';
import { OperationCheck } from '../checks/operations.ts';
import { ReadModelCheck } from '../checks/read-models.ts';
import type { Faults } from '../faults/faults.ts';
import { Model } from '../model/model.ts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { Client } from '../workload/client.ts';
import { ACCOUNTS } from '../workload/markets.ts';
import { Operator } from '../workload/operator.ts';
import { prepareLimits } from '../workload/prepare-limits.ts';
import { prepareVenue } from '../workload/prepare-venue.ts';
import type { OrderDesk } from '../world/order-desk.ts';
import { type Shape, World } from '../world/world.ts';
import { Coverage } from './coverage.ts';
import { checkEnd, untilSettled } from './end.ts';
import type { Step } from './plan.ts';
import { type Stage, TAKE } from './steps.ts';

export interface SimulationOptions {
  readonly random: Random;
  readonly time: VirtualTime;
  readonly faults: Faults;
  readonly steps: readonly Step[];
  readonly onViolation: (violation: unknown) => void;
}

/** In one process what is queued is known before it is on disk; messages to others take their time. */
const LATE_MS: Readonly<Record<Shape, number>> = { embedded: 0, cluster: 12_000 };

/** A world, who uses it, and who looks whether it does what it should. */
export class Simulation implements Stage {
  readonly model: Model;
  readonly world: World;
  readonly clients: readonly Client[];
  readonly operator: Operator;
  readonly answers: AnswerCheck;
  readonly readModels: ReadModelCheck;
  readonly shape: Shape;
  readonly faults: Faults;
  readonly time: VirtualTime;
  readonly #options: SimulationOptions;
  /** What each step was, and when. */
  readonly #taken: { readonly step: Step; readonly atMs: number; what: unknown }[] = [];
  #commands = 0;

  constructor(options: SimulationOptions) {
    const { random, time, faults, onViolation } = options;
    this.#options = options;
    this.faults = faults;
    this.time = time;
    this.shape = random.fork('shape').chance(50) ? 'embedded' : 'cluster';
    this.model = new Model(LATE_MS[this.shape]);
    const fences = new FenceCheck();
    const sizes = random.fork('sizes');
    const isSplit = faults.strikes('split-appends', 100);
    this.world = new World({
      shape: this.shape,
      time,
      random: random.fork('world'),
      faults,
      markets: {
        outcomesPerAppend: isSplit ? sizes.between(1, 4) : 700,
        checkpointEvery: sizes.between(20, 200),
      },
      onViolation,
      onAppended: (appended) => fences.appended(appended),
    });
    const { history } = this.world.disk;
    this.answers = new AnswerCheck(this.model, history, time, onViolation);
    this.readModels = new ReadModelCheck(history);
    const operations = new OperationCheck(history);
    history.onStored((event) => {
      fences.stored(event);
      this.#read(event, operations);
    });
    this.clients = ACCOUNTS.map(
      (accountId) =>
        new Client({
          accountId,
          time,
          random: random.fork(`client ${accountId}`),
          faults,
          witness: this.answers,
          desk: () => this.desk(),
        }),
    );
    this.operator = new Operator({
      time,
      desk: () => this.desk(),
      onOperated: (operated, key) => this.#try(() => operations.answered(operated, key)),
    });
  }

  async run(): Promise<void> {
    const { time, steps, faults, random } = this.#options;
    const startMs = time.nowMs;
    this.world.start();
    await prepareVenue({
      time,
      clients: this.clients,
      desks: () => this.world.desks,
      head: () => this.world.disk.history.head,
      isNewest: random.fork('rulesets').chance(50),
    });
    await prepareLimits({ time, random: random.fork('limits'), desk: this.desk });
    for (const step of steps) {
      await time.pass(step.gapUs);
      const taken = { step, atMs: time.nowMs - startMs, what: '' as unknown };
      this.#taken.push(taken);
      taken.what = TAKE[step.kind](step, this);
    }
    faults.end();
    this.world.heal();
    await untilSettled(this, time);
    await checkEnd(this, time);
  }

  readonly desk = (): OrderDesk | undefined => {
    const { desks } = this.world;
    return desks.length < 2 ? desks[0] : this.#options.random.pick(desks);
  };

  readonly watch = (done: Promise<unknown>): void => {
    done.catch(this.#options.onViolation);
  };

  readonly onOperated = (operated: Operated): void => this.answers.operated(operated);

  readonly onCommand = (): void => {
    this.#commands += 1;
  };

  result() {
    const { events } = this.world.disk.history;
    const coverage = new Coverage();
    coverage.read(events);
    for (const [code, count] of this.answers.codes) coverage.add('denials', code, count);
    for (const [kind, count] of this.#options.faults.struck) coverage.add('faults', kind, count);
    const hash = createHash('sha256');
    for (const event of events) hash.update(event.hash);
    return {
      shape: this.shape,
      commands: this.#commands,
      events: events.length,
      digest: hash.digest('hex'),
      coverage,
      history: () =>
        this.#taken.map(({ step, atMs, what }) => {
          const words = what === undefined ? '' : JSON.stringify(what);
          return `${atMs} ms  ${step.index}  ${step.kind} ${words}`;
        }),
    };
  }

  #read(event: RecordedEvent, operations: OperationCheck): void {
    this.#try(() => {
      operations.stored(event);
      this.model.read(event);
      if (changesAll(event)) this.answers.changedForAll();
      if (event.stream.startsWith('account-')) {
        const accountId = event.stream.slice('account-'.length);
        this.answers.changed(accountId, event);
        this.answers.changedBeside(accountId);
      }
    });
  }

  #try(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.#options.onViolation(error);
    }
  }
}

/** Whether it may change what somebody else is answered: a first price, what operators say, and who can be paid. */
function changesAll({ type, stream, data }: RecordedEvent): boolean {
  const { tradeNumber } = data as { readonly tradeNumber?: number };
  return (
    (type === 'TradeExecuted' && tradeNumber === 1) ||
    type === 'AccountOpened' ||
    type === 'AccountStatusChanged' ||
    stream === 'venue' ||
    stream.startsWith('instrument-')
  );
}
