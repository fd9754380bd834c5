import { idOf, type TrailEntry } from '@truetape/contracts';

interface Side {
  readonly accountId: string;
  readonly orderNumber: number;
}

/**
 * An entry of a trail as the owner of the order may see it: of whoever stood on the other side only the order number,
 * which public feeds show too; of a cause that is not its own only what it was.
 */
export function forOwner(entry: TrailEntry, accountId: string): TrailEntry {
  const { cause, data, ...rest } = entry;
  const shown = withoutOthers(data as Readonly<Record<string, unknown>>, accountId);
  if (cause === undefined) return { ...rest, data: shown };
  const causedBy = idOf('account', cause.stream ?? '');
  const isForeign = causedBy !== undefined && causedBy !== accountId;
  return { ...rest, cause: isForeign ? { type: cause.type } : cause, data: shown };
}

function withoutOthers(data: Readonly<Record<string, unknown>>, accountId: string) {
  const shown = { ...data };
  for (const name of ['maker', 'taker']) {
    const side = data[name] as Side | undefined;
    if (side !== undefined && side.accountId !== accountId) {
      shown[name] = { orderNumber: side.orderNumber };
    }
  }
  return shown;
}
