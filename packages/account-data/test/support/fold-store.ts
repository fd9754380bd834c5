import type { EventLog } from '@truetape/event-store';
import { ok, type RecordedEvent } from '@truetape/kernel';
import {
  Changes,
  combineFolds,
  isNeeded,
  OpenInputs,
  READ_MODELS,
  type Row,
  TABLES,
} from '@truetape/read-models';
import {
  ACCOUNT_TABLES,
  type AccountStore,
  FILLS_MAX,
  type StoredAccount,
} from '../../src/account-store.ts';

/** Rows as the projector leaves them: folded by the read models themselves, and only where every input is complete. */
export class FoldStore implements AccountStore {
  readonly #log: EventLog;
  readonly #fold = combineFolds(READ_MODELS);
  readonly #inputs = new OpenInputs();
  readonly #rows = new Map(TABLES.map(({ name }) => [name, new Map<string, Row>()]));
  readonly #symbols = new Set<string>();
  #waiting = new Changes();
  #read = -1;
  #position = -1;
  /** Where orders are, when their read model is not where the others are. */
  orders: FoldStore = this;
  /** Whatever happens between a question and its answer. */
  meanwhile: () => Promise<void> = async () => undefined;

  constructor(log: EventLog) {
    this.#log = log;
  }

  get position(): number {
    return this.#position;
  }

  /** Folds the log at least up to a position, and further if an input is not complete there. */
  async foldTo(position: number): Promise<void> {
    for await (const events of this.#log.readAll({ after: this.#read })) {
      for (const event of events) {
        if (this.#position >= position) return;
        this.#apply(event);
      }
    }
  }

  async read(accountId: string): Promise<{ ok: true; value: StoredAccount }> {
    const storeOf = (name: string) => (name === 'orders' ? this.orders : this);
    const stored = {
      logId: this.#log.logId,
      positions: new Map(READ_MODELS.map(({ name }) => [name, storeOf(name).position])),
      rows: new Map(
        ACCOUNT_TABLES.map(({ table, newest }) => {
          const own = storeOf(table.name).rowsOf(accountId, table.name);
          const found =
            newest === undefined
              ? own.filter((row) => table.needs === 'no-row' || isNeeded(table, row))
              : own.slice(-FILLS_MAX);
          return [table.name, found.toReversed()];
        }),
      ),
      symbols: [...this.#symbols],
    };
    // As they come out of a database: nothing is shared with the fold.
    const answer = structuredClone(stored);
    await this.meanwhile();
    return ok(answer) as { ok: true; value: StoredAccount };
  }

  /** The rows of an account in a table. */
  rowsOf(accountId: string, table: string): readonly Row[] {
    const rows = [...(this.#rows.get(table) ?? new Map<string, Row>()).values()];
    return rows.filter((row) => row.account_id === accountId);
  }

  #apply(event: RecordedEvent): void {
    this.#fold.apply(event, this.#waiting);
    this.#read = event.position;
    if (event.type === 'InstrumentListed') {
      this.#symbols.add((event.data as { readonly symbol: string }).symbol);
    }
    if (!this.#inputs.isCompleteAfter(event)) return;
    for (const table of TABLES) {
      const rows = this.#rows.get(table.name) as Map<string, Row>;
      for (const [key, row] of this.#waiting.of(table)) {
        if (row === null) rows.delete(key);
        else rows.set(key, row);
      }
    }
    this.#waiting = new Changes();
    this.#position = event.position;
  }
}
