import { type Catalogue, inNewestVersion } from '@truetape/codec';
import type { Balance, Channel, ChannelMessage, Fill, OrderRow } from '@truetape/contracts';
import type { RecordedEvent } from '@truetape/kernel';
import {
  accountsWithoutEntries,
  type Fold,
  fills,
  isNeeded,
  type LogEvent,
  ordersOf,
  type Row,
  type RowSink,
  type Table,
} from '@truetape/read-models';
import { ACCOUNT_TABLES, FILLS_MAX, type StoredAccount } from './account-store.ts';
import { balanceLine } from './lines/balance-line.ts';
import { fillLine } from './lines/fill-line.ts';
import { Lines } from './lines/lines.ts';
import { orderLine } from './lines/order-line.ts';
import { positionLine } from './lines/position-line.ts';
import { RiskLines } from './lines/risk-lines.ts';

export type AccountChannel = Extract<
  Channel,
  'orders' | 'fills' | 'balances' | 'positions' | 'risk'
>;

/** What messages of a channel say besides their type, the name of their feed and their sequences. */
export type Body<C extends AccountChannel, Type extends 'snapshot' | 'delta'> = Omit<
  Extract<ChannelMessage<C>, { readonly type: Type }>,
  'channel' | 'accountId' | 'type' | 'previous' | 'sequence'
>;

/** What has changed of an account, by the channels that show it. */
export type AccountChange = { readonly [C in AccountChannel]?: Body<C, 'delta'> };

type Position = Body<'positions', 'delta'>['positions'][number];

/** A fold, and the position up to which its rows are those of an earlier run. */
interface Part {
  readonly fold: Fold;
  readonly after: number;
}

/**
 * An account as its feeds show it: from its rows on, the very folds that make those rows, given what the log says about this
 * account. So it is at every position what the rows are there.
 */
export class AccountView implements RowSink {
  readonly #catalogue: Catalogue;
  readonly #parts: readonly Part[];
  readonly #orders = new Lines<OrderRow>();
  readonly #balances = new Lines<Balance>();
  readonly #positions = new Lines<Position>();
  readonly #risk = new RiskLines();
  readonly #fills: Fill[] = [];
  #newFills: Fill[] = [];
  /** What becomes of the rows of each table that is shown. */
  readonly #puts: { readonly [table: string]: ((row: Row) => void) | undefined } = {
    orders: (row) => {
      const line = orderLine(row);
      const isOver = line.status !== 'pending' && line.status !== 'open';
      this.#orders[isOver ? 'end' : 'put'](line.orderId, line);
    },
    fills: (row) => this.#newFills.push(fillLine(row)),
    balances: (row) => this.#balances.put(String(row.asset), balanceLine(row, this.#catalogue)),
    positions: (row) => this.#positions.put(String(row.symbol), positionLine(row)),
    accounts: (row) => this.#risk.putAccount(row),
    limits: (row) => this.#risk.putLimits(row),
  };

  /**
   * @param catalogue knows the assets and markets that the rows name, and those of every event before it is given
   * @throws InvariantError when the rows contradict each other
   */
  constructor(accountId: string, stored: StoredAccount, catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#parts = [ordersOf(accountId), fills, accountsWithoutEntries].map((model) => {
      const fold = model.start(catalogue);
      for (const table of model.tables) {
        for (const row of rowsOf(stored, table)) {
          if (isNeeded(table, row)) fold.restore?.(table, row);
        }
      }
      return { fold, after: stored.positions.get(model.name) ?? -1 };
    });
    for (const { table } of ACCOUNT_TABLES) {
      for (const row of rowsOf(stored, table)) this.put(table, row);
    }
    // What was there before has not changed.
    this.take();
  }

  /** There is such an account. */
  get isThere(): boolean {
    return this.#risk.isThere;
  }

  /**
   * Applies an event about this account, as far as the rows did not reflect it already.
   *
   * @throws Error when it cannot be read or contradicts what came before it; the view is used up
   */
  apply(recorded: RecordedEvent): void {
    const event = inNewestVersion(recorded) as LogEvent;
    for (const { fold, after } of this.#parts) {
      if (event.position > after) fold.apply(event, this);
    }
    if (event.type === 'RiskThresholdCrossed') this.#risk.cross(event.data);
  }

  put(table: Table, row: Row): void {
    this.#puts[table.name]?.(row);
  }

  /** Only holds go, and those are in the balances. */
  remove(): void {}

  /** What has changed since the last time. */
  take(): AccountChange {
    const orders = this.#orders.take();
    const balances = this.#balances.take();
    const positions = this.#positions.take();
    const risk = this.#risk.take();
    const fills = this.#newFills;
    if (fills.length > 0) {
      this.#newFills = [];
      this.#fills.push(...fills);
      this.#fills.splice(0, this.#fills.length - FILLS_MAX);
    }
    return {
      ...(orders && { orders: { orders } }),
      ...(fills.length > 0 && { fills: { fills } }),
      ...(balances && { balances: { balances } }),
      ...(positions && { positions: { positions } }),
      ...(risk && { risk }),
    };
  }

  /** All that a channel shows now. */
  shown<C extends AccountChannel>(channel: C): Body<C, 'snapshot'> {
    return this.#shown[channel]();
  }

  readonly #shown: { readonly [C in AccountChannel]: () => Body<C, 'snapshot'> } = {
    orders: () => ({ orders: this.#orders.all() }),
    fills: () => ({ fills: [...this.#fills] }),
    balances: () => ({ balances: this.#balances.sorted() }),
    positions: () => ({ positions: this.#positions.sorted() }),
    risk: () => this.#risk.shown(),
  };
}

/** What tells the rows of a table that are shown in the order of their coming apart. */
const COMING: { readonly [table: string]: readonly string[] | undefined } = {
  orders: ['placed_revision'],
  fills: ['account_revision', 'leg'],
};

function rowsOf({ rows }: StoredAccount, { name }: Table): readonly Row[] {
  const found = rows.get(name) ?? [];
  const by = COMING[name];
  if (by === undefined) return found;
  return found.toSorted((one, other) => {
    const column = by.find((each) => one[each] !== other[each]);
    return column === undefined ? 0 : Number(one[column]) - Number(other[column]);
  });
}
