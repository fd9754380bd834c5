import { createHash } from 'node:crypto';
import type { RecordedEvent } from '@truetape/kernel';
import { takeSnapshots } from 'truetape/take-snapshots';
import { AnswerCheck } from '../checks/answers.ts';
import { FenceCheck } from '../checks/fences.ts';
import { ReadModelCheck } from '../checks/read-models.ts';
import type { Faults } from '../faults/faults.ts';
import { Model } from '../model/model.ts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { Client } from '../workload/client.ts';
import { drawTransfer } from '../workload/draw-change.ts';
import { DRAWS } from '../workload/draws.ts';
import { ACCOUNTS } from '../workload/markets.ts';
import { drawOperation } from '../workload/operations.ts';
import { prepareVenue } from '../workload/prepare-venue.ts';
import type { OrderDesk } from '../world/order-desk.ts';
import { logger } from '../world/programs.ts';
import { type Shape, World } from '../world/world.ts';
import { Coverage } from './coverage.ts';
import { checkEnd, untilSettled } from './end.ts';
import type { Step, StepKind } from './plan.ts';

export interface SimulationOptions {
  readonly random: Random;
  readonly time: VirtualTime;
  readonly faults: Faults;
  readonly steps: readonly Step[];
  readonly onViolation: (violation: unknown) => void;
}

/** So many requests at once, all of them denied: more than are written one by one. */
const BURST = 16;

/** A world, who uses it, and who looks whether it does what it should. */
export class Simulation {
  readonly model = new Model();
  readonly world: World;
  readonly clients: readonly Client[];
  readonly answers: AnswerCheck;
  readonly readModels: ReadModelCheck;
  readonly shape: Shape;
  readonly #options: SimulationOptions;
  /** What each step was, and when. */
  readonly #taken: { readonly step: Step; readonly atMs: number; what: unknown }[] = [];
  #commands = 0;
  #operations = 0;

  constructor(options: SimulationOptions) {
    const { random, time, faults, onViolation } = options;
    this.#options = options;
    this.shape = random.fork('shape').chance(50) ? 'embedded' : 'cluster';
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
    this.answers = new AnswerCheck(this.model, history, onViolation);
    this.readModels = new ReadModelCheck(history);
    history.onStored((event) => {
      fences.stored(event);
      this.#read(event);
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
  }

  async run(): Promise<void> {
    const { time, steps, faults } = this.#options;
    const startMs = time.nowMs;
    this.world.start();
    await prepareVenue({
      time,
      clients: this.clients,
      desks: () => this.world.desks,
      head: () => this.world.disk.history.head,
    });
    for (const step of steps) {
      await time.pass(step.gapUs);
      const taken = { step, atMs: time.nowMs - startMs, what: '' as unknown };
      this.#taken.push(taken);
      taken.what = this.#take[step.kind](step);
    }
    faults.end();
    this.world.heal();
    await untilSettled(this, time);
    await checkEnd(this, time);
  }

  /** Any process that takes requests now. */
  desk(): OrderDesk | undefined {
    const { desks } = this.world;
    return desks.length < 2 ? desks[0] : this.#options.random.pick(desks);
  }

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

  /** What a step does, and what is worth telling of it. Nobody waits for it. */
  readonly #take: { readonly [Kind in StepKind]: (step: Step) => unknown } = {
    command: ({ random, index }) => {
      const client = random.pick(this.clients);
      const ask = client && random.weighted(DRAWS).draw(this.#drawing(client, random, `c${index}`));
      if (ask === undefined || client === undefined) return undefined;
      this.#commands += 1;
      this.#watch(client.send(ask));
      return ask;
    },
    burst: ({ random, index }) => {
      const client = random.pick(this.clients);
      if (client === undefined) return;
      for (let i = 0; i < BURST; i++) {
        const ask = drawTransfer(this.#drawing(client, random, `b${index}-${i}`));
        if (ask.type !== 'Withdraw' && ask.type !== 'Deposit') continue;
        this.#watch(client.send({ ...ask, body: { ...ask.body, amount: '0' } }));
      }
    },
    operation: ({ random }) => {
      const desk = this.desk();
      if (desk === undefined) return;
      this.#operations += 1;
      const name = `operation-${this.#operations}`;
      const actor = { userId: 'operator', requestId: name };
      void drawOperation(random)(desk.venue, { correlationId: name, actor, idempotencyKey: name })
        // The log may not answer, and a request of an operator is not sent again.
        .catch(() => undefined);
    },
    pause: () => undefined,
    check: () => this.readModels.compare(this.world.rows),
    snapshot: () => {
      const { snapshots, readingLog } = this.world;
      this.#watch(takeSnapshots({ log: readingLog(), snapshots, logger }));
    },
    crash: ({ random }) => {
      const process = random.pick(this.world.processes.filter(({ isUp }) => isUp));
      if (process === undefined) return undefined;
      this.#options.faults.note('crash');
      process.kill();
      return process.name;
    },
    'clock-step': ({ random }) => {
      this.#options.faults.note('clock-step');
      random.pick(this.world.processes)?.stepClock();
    },
    'full-disk': () => {
      this.#options.faults.note('full-disk');
      this.world.disk.fill();
    },
    'second-projector': () => {
      this.#options.faults.note('second-projector');
      this.world.addProjector();
    },
    'zombie-matcher': () => {
      if (this.shape !== 'cluster') return;
      this.#options.faults.note('zombie-matcher');
      this.world.takeOver();
    },
  };

  #drawing(client: Client, random: Random, name: string) {
    const { accountId, orderIds, journal } = client;
    const sent = journal.slice(-20).map(({ ask }) => ask);
    const orderOf = (orderId: string) => this.model.knownOrder(accountId, orderId);
    const { nowMs } = this.#options.time;
    return { random, accountId, name, orderIds, orderOf, sent, nowMs };
  }

  #read(event: RecordedEvent): void {
    try {
      this.model.read(event);
      if (event.stream.startsWith('account-')) {
        this.answers.changed(event.stream.slice('account-'.length), event);
      }
    } catch (error) {
      this.#options.onViolation(error);
    }
  }

  #watch(done: Promise<unknown>): void {
    done.catch(this.#options.onViolation);
  }
}
