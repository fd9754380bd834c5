import { type Answered, expectData } from '../client/expect.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A whole list, asked for page by page: first without a cursor. */
export async function readPages<Item>(
  asked: string,
  read: (cursor: { readonly cursor?: string }) => Promise<Answered<Page<Item>>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let page = expectData(asked, await read({}));
  items.push(...page.items);
  while (page.next !== null) {
    page = expectData(asked, await read({ cursor: page.next }));
    items.push(...page.items);
  }
  return items;
}
