import { type EventLog, MemoryLog } from '@truetape/event-store';
import { appendWatchTo } from '@truetape/workflows';
import type { Faults } from '../faults/faults.ts';
import type { Random } from '../random.ts';
import { DiskLog } from '../store/disk-log.ts';
import { HistoryLog } from '../store/history-log.ts';
import { LogOfLife } from '../store/log-of-life.ts';
import { RemoteLog } from '../store/remote-log.ts';
import { OpenDisk, SimulatedDisk } from '../store/simulated-disk.ts';
import { SimulatedRows } from '../store/simulated-rows.ts';
import { SimulatedSnapshots } from '../store/simulated-snapshots.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { appendByWriter } from './append-by-writer.ts';
import type { OrderDesk } from './order-desk.ts';
import {
  accountsProgram,
  clockProgram,
  type MarketOptions,
  matcherProgram,
  orderPathProgram,
  projectorProgram,
  riskWatchProgram,
} from './programs.ts';
import { type Program, type Running, SimulatedProcess } from './simulated-process.ts';

/** How the system is run: all of the order path in one process, or each service in its own. */
export type Shape = 'embedded' | 'cluster';

export interface WorldOptions {
  readonly shape: Shape;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly faults: Faults;
  readonly markets: MarketOptions;
  readonly onViolation: (violation: unknown) => void;
  /** Told of what a process has appended to a log that others write as well. */
  readonly onAppended: (appended: {
    readonly instance: string;
    readonly stream: string;
    readonly revision: number;
  }) => void;
}

/** Every process, and what outlives them: the disk, snapshots, rows. */
export class World {
  readonly disk: SimulatedDisk;
  readonly rows: SimulatedRows;
  readonly snapshots: SimulatedSnapshots;
  readonly processes: SimulatedProcess[] = [];
  readonly #options: WorldOptions;
  readonly #desks: OrderDesk[] = [];
  #server: EventLog | undefined;
  /** Matchers that are held up, and by how much. */
  readonly #heldUp = new Map<string, number>();

  constructor(options: WorldOptions) {
    const { time, faults, random } = options;
    this.#options = options;
    this.disk = new SimulatedDisk({
      logId: 'simulated',
      time,
      faults,
      random: random.fork('disk'),
    });
    this.rows = new SimulatedRows(time, faults);
    this.snapshots = new SimulatedSnapshots(faults);
  }

  start(): void {
    const { shape, faults, markets } = this.#options;
    const onDesk = (desk: OrderDesk) => void this.#desks.push(desk);
    const open = this.#remote;
    if (shape === 'embedded') {
      this.#add('order-path', orderPathProgram(this.#local, this.snapshots, markets, onDesk));
    } else {
      const disk = new OpenDisk(this.disk);
      this.#server = new MemoryLog({ disk, clockMs: Date.now });
      this.#add('accounts', accountsProgram(open, onDesk));
      if (faults.has('second-writer')) {
        faults.note('second-writer');
        this.#add('accounts-2', accountsProgram(open, onDesk));
      }
      this.#add('matcher', matcherProgram(open, markets));
      this.#add('clock', clockProgram(open));
      if (faults.has('second-clock')) {
        faults.note('second-clock');
        this.#add('clock-2', clockProgram(open));
      }
    }
    this.#add('projector', projectorProgram(this.#reading, this.rows));
    this.#addWatches();
  }

  /** Beside the one process that writes the log it asks that one to append. */
  #addWatches(): void {
    const { shape, time, faults } = this.#options;
    if (shape === 'embedded') {
      const append = appendByWriter(() => this.desks[0], time);
      this.#add(
        'risk-watch',
        riskWatchProgram(this.#reading, () => append, this.snapshots),
      );
      return;
    }
    const program = () => riskWatchProgram(this.#remote, appendWatchTo);
    this.#add('risk-watch', program());
    if (!faults.has('second-watch')) return;
    faults.note('second-watch');
    this.#add('risk-watch-2', program());
  }

  /** Those that take requests now. */
  get desks(): readonly OrderDesk[] {
    return this.#desks.filter(({ life }) => life.isAlive);
  }

  /** Any process of a name, in whatever number there are. */
  named(name: string): SimulatedProcess | undefined {
    return this.processes.find((process) => process.name === name);
  }

  /** What takes snapshots beside the order path reads this. */
  readonly readingLog = (): EventLog => new DiskLog(this.disk);

  /** Holds a matcher up, has another one take over, and lets the first one go on. False where there can be no other. */
  takeOver(): boolean {
    const { time, random, markets } = this.#options;
    const old = this.processes.findLast(({ name }) => name.startsWith('matcher'));
    if (old === undefined || this.#server === undefined) return false;
    this.#heldUp.set(old.name, 100_000 + random.below(1_500_000));
    const name = `matcher-${this.processes.length}`;
    this.#add(name, matcherProgram(this.#remote, markets));
    time.after(random.below(4_000_000), () => this.#heldUp.delete(old.name));
    return true;
  }

  addProjector(): void {
    const { time, random } = this.#options;
    const second = this.#add(
      `projector-${this.processes.length}`,
      projectorProgram(this.#reading, this.rows),
    );
    time.after(random.below(2_000_000), () => second.retire());
  }

  /** Nothing is held up any more, every clock is right, and of two that do the same one goes. */
  heal(): void {
    this.#heldUp.clear();
    for (const process of this.processes) process.setClockRight();
  }

  #add(name: string, program: Program): SimulatedProcess {
    const { time, random, faults, onViolation } = this.#options;
    const process = new SimulatedProcess({
      name,
      time,
      random: random.fork(name),
      faults,
      program,
      onViolation,
    });
    this.processes.push(process);
    process.start();
    return process;
  }

  /** The log as its only writer has it, the queued tail included. */
  readonly #local = ({ life, fail }: Running): EventLog => {
    const disk = new OpenDisk(this.disk);
    life.onDeath(() => disk.cut());
    const log = new MemoryLog({ disk, clockMs: Date.now, onFatal: fail });
    return new LogOfLife(log, life);
  };

  /** The log on a server that several processes write. */
  readonly #remote = ({ life, instance }: Running): EventLog => {
    const { time, random, faults, onAppended } = this.#options;
    const server = this.#server as EventLog;
    const name = instance.slice(0, instance.lastIndexOf('-'));
    const log = new RemoteLog({
      server,
      time,
      random: random.fork(`messages ${instance}`),
      faults,
      heldUpUs: () => this.#heldUp.get(name) ?? 0,
      onAppended: (stream, revision) => onAppended({ instance, stream, revision }),
    });
    return new LogOfLife(log, life);
  };

  /** The log as a process has it that only reads. */
  readonly #reading = ({ life, instance }: Running): EventLog => {
    const { time, random, faults } = this.#options;
    const server = new HistoryLog(this.disk.memory.logId, this.disk.history);
    const messages = random.fork(`reading ${instance}`);
    return new LogOfLife(new RemoteLog({ server, time, random: messages, faults }), life);
  };
}
