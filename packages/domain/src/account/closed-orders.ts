import { assert } from '@truetape/kernel';
import type { Order } from '../order/order.ts';
import type { OrderId } from '../value/units.ts';

/** An account remembers the ids of its open orders always, and of this many closed ones; as many keys and references. */
export const REMEMBERED = 65_536;

/** Orders that were closed before, oldest first, read when somebody asks for one: most are never asked for. */
export interface EarlierOrders {
  readonly count: number;
  readonly read: () => Iterable<Order>;
}

/** The last closed orders of an account, found by either of their ids. */
export class ClosedOrders {
  #earlier: EarlierOrders | undefined;
  #byId = new Map<OrderId, Order>();
  readonly #byClientId = new Map<string, Order>();

  constructor(earlier?: EarlierOrders) {
    this.#earlier = earlier;
  }

  add(order: Order): void {
    this.#put(order);
    if (this.#byId.size + (this.#earlier?.count ?? 0) <= REMEMBERED) return;
    const [oldest] = this.#all().values();
    assert(oldest !== undefined, 'what is over its bound is not empty');
    this.#byId.delete(oldest.orderId);
    this.#byClientId.delete(oldest.clientOrderId);
  }

  get(orderId: OrderId): Order | undefined {
    return this.#all().get(orderId);
  }

  named(clientOrderId: string): Order | undefined {
    this.#all();
    return this.#byClientId.get(clientOrderId);
  }

  /** Oldest first. */
  values(): Iterable<Order> {
    return this.#all().values();
  }

  clear(): void {
    this.#earlier = undefined;
    this.#byId.clear();
    this.#byClientId.clear();
  }

  #all(): ReadonlyMap<OrderId, Order> {
    const earlier = this.#earlier;
    if (earlier === undefined) return this.#byId;
    this.#earlier = undefined;
    const later = this.#byId;
    this.#byId = new Map();
    for (const order of earlier.read()) this.#put(order);
    for (const order of later.values()) this.#put(order);
    return this.#byId;
  }

  #put(order: Order): void {
    this.#byId.set(order.orderId, order);
    this.#byClientId.set(order.clientOrderId, order);
  }
}
