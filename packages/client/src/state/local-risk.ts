import type { Delta, LocalState, Snapshot } from './local-state.ts';

type Limits = NonNullable<Snapshot<'risk'>['limits']>[number];
type Crossed = NonNullable<Delta<'risk'>['crossed']>[number];

/** Crossed limits that are remembered. */
const CROSSED_MAX = 100;

/** What an account may do. */
export class LocalRisk implements LocalState<'risk'> {
  #status: Snapshot<'risk'>['status'];
  #killed = false;
  #crossed: Crossed[] = [];
  readonly #limits = new Map<Limits['scope'], Limits>();

  /** Undefined as long as the account is not known. */
  get status(): Snapshot<'risk'>['status'] {
    return this.#status;
  }

  /** Its kill switch is on. */
  get killed(): boolean {
    return this.#killed;
  }

  /** Those that were set, of the account and of its owner group. */
  get limits(): Limits[] {
    return [...this.#limits.values()];
  }

  /** Since the last snapshot, the newest last. */
  get crossed(): readonly Crossed[] {
    return this.#crossed;
  }

  snapshot(message: Snapshot<'risk'>): void {
    this.#status = undefined;
    this.#killed = false;
    this.#crossed = [];
    this.#limits.clear();
    this.#set(message);
  }

  delta(message: Delta<'risk'>): boolean {
    this.#set(message);
    this.#crossed = [...this.#crossed, ...(message.crossed ?? [])].slice(-CROSSED_MAX);
    return true;
  }

  async matches(): Promise<boolean> {
    return true;
  }

  #set({ status, killed, limits }: Snapshot<'risk'> | Delta<'risk'>): void {
    this.#status = status ?? this.#status;
    this.#killed = killed ?? this.#killed;
    for (const line of limits ?? []) this.#limits.set(line.scope, line);
  }
}
