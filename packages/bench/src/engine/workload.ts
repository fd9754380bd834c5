/** Messages of a matching workload as columns: the k-th message is the k-th number of each. */
export interface Workload {
  readonly name: string;
  readonly count: number;
  /** `NEW`, `CANCEL` or `MODIFY` */
  readonly kinds: Uint8Array;
  /** 0 buys, 1 sells */
  readonly sides: Uint8Array;
  /** 1: what does not trade at once is cancelled */
  readonly immediate: Uint8Array;
  readonly quantities: Float64Array;
  readonly sequences: Float64Array;
  readonly ids: Float64Array;
  readonly prices: Float64Array;
  /** The report lines that must come out, where the file says so. */
  readonly expected?: readonly string[];
}

export const NEW = 0;
export const CANCEL = 1;
export const MODIFY = 2;

export type Message = {
  readonly kind: number;
  readonly side: number;
  readonly immediate: boolean;
  readonly quantity: number;
  readonly sequence: number;
  readonly id: number;
  readonly price: number;
};

export function emptyWorkload(name: string, count: number): Workload {
  return {
    name,
    count,
    kinds: new Uint8Array(count),
    sides: new Uint8Array(count),
    immediate: new Uint8Array(count),
    quantities: new Float64Array(count),
    sequences: new Float64Array(count),
    ids: new Float64Array(count),
    prices: new Float64Array(count),
  };
}

export function put(workload: Workload, k: number, message: Message): void {
  workload.kinds[k] = message.kind;
  workload.sides[k] = message.side;
  workload.immediate[k] = message.immediate ? 1 : 0;
  workload.quantities[k] = message.quantity;
  workload.sequences[k] = message.sequence;
  workload.ids[k] = message.id;
  workload.prices[k] = message.price;
}
