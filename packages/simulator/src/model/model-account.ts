import { holds } from '../violation.ts';
import { type Atto, shown } from './decimal.ts';
import { type Fill, Fills } from './fill.ts';
import { holdAsset, holdOf, type ModelOrder } from './model-order.ts';
import { NO_LIMITS } from './risk/model-limits.ts';
import { ModelPosition } from './risk/model-position.ts';
import { Notes } from './risk/notes.ts';
import { Volumes } from './risk/volumes.ts';

export interface ModelBalance {
  total: Atto;
  held: Atto;
}

/** A request as its account remembers it. */
export interface KnownRequest {
  readonly revision: number;
  /** What was asked for, in one text. */
  readonly content: string;
}

/** One account, reckoned from its stream and from nothing else. */
export class ModelAccount {
  readonly accountId: string;
  /** The account that leads its owner group. */
  readonly ownerGroup: string;
  revision = 0;
  at: string;
  readonly balances = new Map<string, ModelBalance>();
  readonly orders = new Map<string, ModelOrder>();
  readonly openOrders = new Set<ModelOrder>();
  /** Orders by the ids that their client gave them. */
  readonly named = new Map<string, ModelOrder>();
  readonly references = new Map<string, KnownRequest>();
  readonly keys = new Map<string, KnownRequest>();
  status: 'open' | 'reduce-only' | 'closed' = 'open';
  isKilled = false;
  /** Withdrawals that are not decided, and the ids of all. */
  readonly withdrawals = new Map<string, { readonly asset: string; readonly amount: Atto }>();
  readonly withdrawalIds: string[] = [];
  /** When all is cancelled unless the client is heard. */
  silence: { readonly timeoutMs: number; readonly receivedAt: string; dueAt: string } | undefined;
  /** What happened last cancels everything: the next event must say so. */
  mustCancel = false;

  /** Its own, and as the leader of its group those of all accounts in it. */
  limits = NO_LIMITS;
  groupLimits = NO_LIMITS;
  readonly notes = new Notes();
  readonly positions = new Map<string, ModelPosition>();
  readonly volumes = new Volumes();
  /** By market and strategy, which is empty where an order names none. */
  readonly byStrategy = new Map<string, Fills>();

  constructor(accountId: string, ownerGroup: string, at: string) {
    this.accountId = accountId;
    this.ownerGroup = ownerGroup;
    this.at = at;
  }

  get isLeader(): boolean {
    return this.ownerGroup === this.accountId;
  }

  position(symbol: string): ModelPosition {
    let position = this.positions.get(symbol);
    if (position === undefined) {
      position = new ModelPosition();
      this.positions.set(symbol, position);
    }
    return position;
  }

  fill(symbol: string, strategy: string, day: string, fill: Fill): void {
    this.position(symbol).fill(day, fill);
    const key = `${symbol} ${strategy}`;
    const fills = this.byStrategy.get(key) ?? new Fills();
    this.byStrategy.set(key, fills);
    fills.add(fill);
  }

  balance(asset: string): ModelBalance {
    let balance = this.balances.get(asset);
    if (balance === undefined) {
      balance = { total: 0n, held: 0n };
      this.balances.set(asset, balance);
    }
    return balance;
  }

  free(asset: string): Atto {
    const balance = this.balances.get(asset);
    return balance === undefined ? 0n : balance.total - balance.held;
  }

  credit(asset: string, amount: Atto): void {
    this.balance(asset).total += amount;
  }

  /** Makes the hold of an order, and of the other leg of its pair, what it must be now. */
  rehold(order: ModelOrder): void {
    const balance = this.balance(holdAsset(order));
    for (const leg of [order, order.partner]) {
      if (leg === undefined) continue;
      const hold = holdOf(leg);
      balance.held += hold - leg.hold;
      leg.hold = hold;
    }
  }

  close(order: ModelOrder, status: ModelOrder['status']): void {
    const { partner } = order;
    order.status = status;
    order.asked.clear();
    this.openOrders.delete(order);
    this.rehold(order);
    if (partner === undefined) return;
    order.partner = undefined;
    partner.partner = undefined;
    this.rehold(partner);
  }

  hold(asset: string, amount: Atto): void {
    this.balance(asset).held += amount;
  }

  check(): void {
    for (const [asset, { total, held }] of this.balances) {
      holds(
        held >= 0n && held <= total,
        'free is never negative',
        () => `${this.accountId} has ${shown(total)} ${asset} and holds ${shown(held)}`,
      );
    }
  }
}
