import type { DayVolume } from '../fees/volume.ts';
import type { Order } from '../order/order.ts';
import { newPosition } from '../position/position.ts';
import { type Limits, NO_LIMITS } from '../risk/limits.ts';
import type { Holding } from '../risk/measures.ts';
import { noInterest } from '../risk/open-interest.ts';
import type { Pace } from '../risk/pace.ts';
import {
  type AccountId,
  type Asset,
  type EpochMs,
  type MarketSymbol,
  type Minor,
  NOTHING,
  type OrderId,
} from '../value/units.ts';
import { ClosedOrders } from './closed-orders.ts';
import type { KnownRequest, KnownTransfer } from './known.ts';
import type { AccountStatus } from './status.ts';

export type AccountState = NoAccount | Account;

export interface NoAccount {
  readonly status: 'none';
}

/**
 * One account, folded from its stream. It has one owner: `evolve` changes it in place and returns it, everybody else
 * only reads.
 */
export interface Account {
  status: AccountStatus;
  readonly accountId: AccountId;
  readonly ownerGroup: AccountId;
  readonly openedAt: EpochMs;
  /** Of the last event applied. */
  revision: number;
  /** Business time of the last event applied. */
  at: EpochMs;
  /** Nobody may place or replace an order. */
  isKilled: boolean;
  silence: SilenceTimer | undefined;
  readonly balances: Map<Asset, Balance>;
  readonly orders: Map<OrderId, Order>;
  /** Of the open ones. */
  readonly clientOrderIds: Map<string, OrderId>;
  readonly closed: ClosedOrders;
  /** Those that wait for approval, by their ids. */
  readonly withdrawals: Map<string, PendingWithdrawal>;
  /** Per market the last revision whose outcome is settled here. */
  readonly settled: Map<MarketSymbol, number>;
  /** Per account that sent money here, the revision of the last transfer received. */
  readonly received: Map<AccountId, number>;
  /** Per account whose risk is watched, itself or who leads its group, the last request to trip that was obeyed. */
  readonly obeyed: Map<AccountId, number>;
  /** The revision of the last correction that is settled here; −1 before the first. */
  corrected: number;
  readonly references: Map<string, KnownTransfer>;
  readonly keys: Map<string, KnownRequest>;
  /** Positions and open interest, by market. */
  readonly holdings: Map<MarketSymbol, Holding>;
  /** What was traded on the last days, by quote asset. */
  readonly volumes: Map<Asset, DayVolume[]>;
  limits: Limits;
  /** Of all accounts of its group together: only where this account leads one. */
  groupLimits: Limits | undefined;
  /** The last messages, where their rate is limited. */
  readonly pace: Pace;
  /** When orders like these were placed last, where duplicates are denied. */
  readonly alike: Map<string, EpochMs>;
}

export interface Balance {
  total: Minor;
  /** What the open orders and withdrawals hold; never above the total. */
  held: Minor;
}

export interface PendingWithdrawal {
  readonly asset: Asset;
  readonly amount: Minor;
  readonly reference: string;
  readonly requestedAt: EpochMs;
}

/** Every order is cancelled at `dueAt` unless the client is heard before. */
export interface SilenceTimer {
  readonly timeoutMs: number;
  readonly dueAt: EpochMs;
  /** When the client was heard that set it, and the event that says so. */
  readonly receivedAt: EpochMs;
  readonly revision: number;
}

export const noAccount = (): AccountState => ({ status: 'none' });

/** An account that has just been opened. */
export function newAccount(
  { accountId, ownerGroup, openedAt }: Pick<Account, 'accountId' | 'ownerGroup' | 'openedAt'>,
  closed = new ClosedOrders(),
): Account {
  return {
    status: 'open',
    accountId,
    ownerGroup,
    openedAt,
    revision: 0,
    at: openedAt,
    isKilled: false,
    silence: undefined,
    balances: new Map(),
    orders: new Map(),
    clientOrderIds: new Map(),
    closed,
    withdrawals: new Map(),
    settled: new Map(),
    received: new Map(),
    obeyed: new Map(),
    corrected: -1,
    references: new Map(),
    keys: new Map(),
    holdings: new Map(),
    volumes: new Map(),
    limits: NO_LIMITS,
    groupLimits: undefined,
    pace: [],
    alike: new Map(),
  };
}

export function orderOf(state: Account, orderId: OrderId): Order | undefined {
  return state.orders.get(orderId) ?? state.closed.get(orderId);
}

/** An order as its client named it. */
export function namedBy(state: Account, clientOrderId: string): Order | undefined {
  const orderId = state.clientOrderIds.get(clientOrderId);
  return orderId === undefined ? state.closed.named(clientOrderId) : state.orders.get(orderId);
}

export function balanceOf(state: Account, asset: Asset): Balance {
  let balance = state.balances.get(asset);
  if (balance === undefined) {
    balance = { total: NOTHING, held: NOTHING };
    state.balances.set(asset, balance);
  }
  return balance;
}

export function holdingOf({ holdings }: Account, { units }: Pick<Order, 'units'>): Holding {
  let holding = holdings.get(units.symbol);
  if (holding === undefined) {
    holding = { units, position: newPosition(), interest: noInterest() };
    holdings.set(units.symbol, holding);
  }
  return holding;
}

/** What was traded on the last days in markets of a quote asset. */
export function volumesOf({ volumes }: Account, asset: Asset): DayVolume[] {
  let days = volumes.get(asset);
  if (days === undefined) {
    days = [];
    volumes.set(asset, days);
  }
  return days;
}

export function freeOf(state: Account, asset: Asset): bigint {
  const balance = state.balances.get(asset);
  return balance === undefined ? 0n : balance.total - balance.held;
}
