/** Something that will be done, unless it is cancelled. */
export interface Task {
  readonly atUs: number;
  /** Of what is due at the same time, the one that was planned first goes first. */
  readonly order: number;
  run: (() => void) | undefined;
}

/** A clock that stands still until somebody lets the next task run. In whole microseconds. */
export class VirtualTime {
  #nowUs: number;
  #planned = 0;
  readonly #heap: Task[] = [];

  constructor(startMs: number) {
    this.#nowUs = startMs * 1_000;
  }

  get nowMs(): number {
    return Math.floor(this.#nowUs / 1_000);
  }

  get nowUs(): number {
    return this.#nowUs;
  }

  after(delayUs: number, run: () => void): Task {
    const task = { atUs: this.#nowUs + Math.max(0, delayUs), order: this.#planned++, run };
    this.#heap.push(task);
    this.#rise(this.#heap.length - 1);
    return task;
  }

  cancel(task: Task): void {
    task.run = undefined;
  }

  /** Settles so much later. */
  pass(delayUs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayUs, resolve);
    });
  }

  /** Runs the next task, and sets the clock to when it is due. False when there is none. */
  step(): boolean {
    for (let task = this.#pop(); task !== undefined; task = this.#pop()) {
      const { run } = task;
      if (run === undefined) continue;
      this.#nowUs = task.atUs;
      task.run = undefined;
      run();
      return true;
    }
    return false;
  }

  #pop(): Task | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    heap[0] = last;
    this.#sink();
    return first;
  }

  #rise(from: number): void {
    const heap = this.#heap;
    const task = heap[from] as Task;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above] as Task;
      if (isBefore(parent, task)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = task;
  }

  #sink(): void {
    const heap = this.#heap;
    const task = heap[0] as Task;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      const left = heap[below];
      const right = heap[below + 1];
      if (left === undefined) break;
      if (right !== undefined && isBefore(right, left)) below += 1;
      const child = heap[below] as Task;
      if (isBefore(task, child)) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = task;
  }
}

const isBefore = (one: Task, other: Task) =>
  one.atUs < other.atUs || (one.atUs === other.atUs && one.order < other.order);
