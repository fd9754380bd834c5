import type { RecordedEvent } from '@truetape/kernel';

/** One side of a trade, or one leg of a settlement. */
interface OfOrder {
  readonly orderId?: string;
}

interface Named extends OfOrder {
  readonly maker?: OfOrder;
  readonly taker?: OfOrder;
  readonly legs?: readonly OfOrder[];
}

/** Whether an event says something of an order by its id: as the one it is about, as a side of a trade, or as a leg. */
export function names({ data }: RecordedEvent, orderId: string): boolean {
  const { maker, taker, legs, ...about } = data as Named;
  return [about, maker, taker, ...(legs ?? [])].some((one) => one?.orderId === orderId);
}
