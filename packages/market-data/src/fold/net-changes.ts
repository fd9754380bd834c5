import type { Grid } from '@truetape/codec';
import type { OrderChanges } from '../market-state.ts';
import type { Standing } from './standing.ts';

/** What others saw of an order before the input. */
type Before = Pick<Standing, 'side' | 'price' | 'shown'>;

/** What others see of one input in the end: orders that came and went, and quantities in between, are not in it. */
export class NetChanges {
  readonly #grid: Grid;
  /** Who joined later stands later. */
  readonly #touched = new Map<number, { readonly before?: Before; readonly joined: boolean }>();

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  /** Before what it shows becomes another quantity. */
  touches(orderNumber: number, { rests, side, price, shown }: Standing): void {
    if (!rests || this.#touched.has(orderNumber)) return;
    this.#touched.set(orderNumber, { before: { side, price, shown }, joined: false });
  }

  leaves(orderNumber: number, standing: Standing): void {
    this.touches(orderNumber, standing);
    standing.rests = false;
  }

  /** It stands behind all others at its price. */
  joins(orderNumber: number, standing: Standing): void {
    const touched = this.#touched.get(orderNumber);
    this.#touched.delete(orderNumber);
    this.#touched.set(orderNumber, { ...touched, joined: true });
    standing.rests = true;
  }

  /** @returns the changes since it was last called; `movesLevels` where some price has another quantity */
  take(standing: ReadonlyMap<number, Standing>): OrderChanges & { readonly movesLevels: boolean } {
    const changes: OrderChanges = { removed: [], changed: [], added: [] };
    const moved = new Moved();
    for (const [orderNumber, { before, joined }] of this.#touched) {
      const order = standing.get(orderNumber);
      const now = order?.rests ? order : undefined;
      if (before !== undefined) {
        moved.add(before, -before.shown);
        if (now === undefined || joined) changes.removed.push(orderNumber);
      }
      if (now === undefined) continue;
      moved.add(now, now.shown);
      const quantity = this.#grid.formatQuantity(now.shown as never);
      if (joined) {
        const price = this.#grid.formatPrice(now.price as never);
        changes.added.push([orderNumber, now.side, price, quantity]);
      } else if (now.shown !== before?.shown) {
        changes.changed.push([orderNumber, quantity]);
      }
    }
    this.#touched.clear();
    return { ...changes, movesLevels: moved.isAny };
  }
}

/** Lots that came to and went from each price. */
class Moved {
  readonly #lots = new Map<number, number>();

  add({ side, price }: Before, lots: number): void {
    const key = side === 'buy' ? price : -price;
    this.#lots.set(key, (this.#lots.get(key) ?? 0) + lots);
  }

  get isAny(): boolean {
    for (const lots of this.#lots.values()) if (lots !== 0) return true;
    return false;
  }
}
