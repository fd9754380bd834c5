import {
  ACCEPTED,
  CANCEL_REJECTED,
  CANCELLED,
  PRICE,
  QUANTITY,
  REJECTED,
  REJECTIONS,
  REVISION,
  sideAt,
  TRADED,
} from '@truetape/matcher/engine/numbers';
import { FedEngine } from './fed-engine.ts';
import { CANCEL, MODIFY, type Workload } from './workload.ts';

/**
 * Everything that happens in a workload as lines without spaces, sorted by sequence and kind:
 *
 * | line | meaning |
 * |---|---|
 * | `0,seq,side,id,price,quantity` | a new order, before its trades |
 * | `1,seq,price,quantity,maker,taker` | a trade |
 * | `2,seq,side,id,price` | an order cancelled, or what an immediate one left |
 * | `3,seq,side,id,price,quantity` | an order modified, before its trades |
 * | `4,seq,id` / `5,seq,id` | a cancellation or modification of an order that is not there |
 *
 * @throws Error when the engine rejects a message that is none of these
 */
export function reportLines(workload: Workload): string[] {
  const engine = new FedEngine(workload);
  const reports: Report[] = [];
  for (let k = 0; k < workload.count; k++) {
    engine.run(k);
    report(engine, workload, k, reports);
  }
  reports.sort((one, other) => one.sequence - other.sequence || one.kind - other.kind);
  return reports.map(({ kind, sequence, rest }) => `${kind},${sequence},${rest}`);
}

interface Report {
  readonly kind: number;
  readonly sequence: number;
  readonly rest: string;
}

const NEW_ORDER = 0;
const TRADE = 1;
const GONE = 2;
const MODIFIED = 3;
const CANCEL_OF_NOTHING = 4;
const MODIFY_OF_NOTHING = 5;

function report({ market }: FedEngine, workload: Workload, k: number, reports: Report[]): void {
  const { rows, length } = market.tape;
  const { numbers } = market.orders;
  const sequence = workload.sequences[k] as number;
  const isModify = workload.kinds[k] === MODIFY;
  const add = (kind: number, ...rest: readonly unknown[]) =>
    reports.push({ kind, sequence, rest: rest.join(',') });
  for (let row = 0; row < length; row++) {
    const number = (column: number) => rows[(row << 3) | column] as number;
    const slot = number(1);
    const idOf = (of: number) => numbers[(of << 3) | REVISION];
    const side = sideAt(market, slot);
    const price = numbers[(slot << 3) | PRICE];
    switch (number(0)) {
      case ACCEPTED: {
        const quantity = numbers[(slot << 3) | QUANTITY];
        add(isModify ? MODIFIED : NEW_ORDER, side, idOf(slot), price, quantity);
        break;
      }
      case TRADED:
        add(TRADE, number(3), number(4), idOf(slot), idOf(number(2)));
        break;
      case CANCELLED:
        // The first half of a modification says nothing of its own.
        if (!isModify) add(GONE, side, idOf(slot), price);
        break;
      case CANCEL_REJECTED:
        add(workload.kinds[k] === CANCEL ? CANCEL_OF_NOTHING : MODIFY_OF_NOTHING, workload.ids[k]);
        break;
      case REJECTED: {
        const of = isModify ? sideAt(market, rows[1] as number) : workload.sides[k];
        const { id, price } = emptyOrder(workload, k, slot);
        add(isModify ? MODIFIED : NEW_ORDER, of, id, price, 0);
      }
    }
  }
}

/** The format lets an order be empty: it is acknowledged, and there is nothing to rest or to trade. */
function emptyOrder({ quantities, ids, prices, sequences }: Workload, k: number, code: number) {
  if (quantities[k] === 0) return { id: ids[k], price: prices[k] };
  throw new Error(`message ${k} (seq ${sequences[k]}) is rejected: ${REJECTIONS[code]}`);
}
