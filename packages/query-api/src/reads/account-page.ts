import type { Page } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import { pageOf } from './page-of.ts';
import type { NotRead, ReadModels } from './read-models.ts';

/** A list of an account, as its route asks for it. */
export interface AccountList<R, Item> {
  /** The place in `values` that stands for the account. */
  readonly account: string;
  /** As in a `Selection`, with one row more than `limit`; it may speak of `account`, the row of the account. */
  readonly select: string;
  readonly orderBy: string;
  readonly values: readonly unknown[];
  readonly limit: number;
  readonly minPosition: number | undefined;
  readonly itemOf: (row: R) => Item;
  readonly cursorOf: (row: R) => string;
}

/** A page of a list that may be empty; ACCOUNT_NOT_FOUND only where there is no such account. */
export async function accountPage<R extends object, Item>(
  readModels: ReadModels,
  list: AccountList<R, Item>,
): Promise<Result<Page<Item>, NotRead | 'ACCOUNT_NOT_FOUND'>> {
  const { account, orderBy, values, limit, minPosition } = list;
  const select = `item.* from truetape.accounts as account
    left join lateral (select true as is_item, ${list.select}) as item on true
    where account.account_id = ${account}`;
  const found = await readModels.read<R & { readonly is_item: boolean | null }>(
    { select, orderBy, values },
    minPosition,
  );
  if (!found.ok) return found;
  const { rows, position } = found.value;
  if (rows.length === 0) return failed('ACCOUNT_NOT_FOUND');
  const items = rows.filter(({ is_item }) => is_item === true);
  return ok(pageOf({ rows: items, position }, limit, list.itemOf, list.cursorOf));
}
