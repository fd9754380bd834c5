import {
  canonicalJson,
  formatLimits,
  formatMinor,
  type ListedMarket,
  marketIn,
} from '@truetape/codec';
import { type AccountEvent, type Holding, type Minor, minor } from '@truetape/domain';
import type { AccountView } from '../accounts/account-view.ts';
import type { Json, RowOf } from '../framework/table.ts';
import { interestsTable } from './interests-table.ts';
import { limitsTable } from './limits-table.ts';

/** What limits are measured by, besides positions and marks. */
export const risk: AccountView = {
  tables: [limitsTable, interestsTable],
  start: (catalogue) => ({
    apply: ({ event, account: { accountId, holdings } }, rows) => {
      if (event.type === 'LimitsChanged') {
        const { scope, limits } = event;
        const written = JSON.parse(canonicalJson(formatLimits(limits, catalogue))) as Json;
        rows.put(limitsTable, { account_id: accountId, scope, limits: written });
      }
      const symbol = symbolOf(event);
      const holding = symbol === undefined ? undefined : holdings.get(symbol);
      if (holding === undefined) return;
      const market = marketIn(catalogue, holding.units.symbol);
      rows.put(interestsTable, interestRow(accountId, holding, market));
    },
  }),
};

/** The market in which an event changes what open orders may still trade. */
function symbolOf(event: AccountEvent): string | undefined {
  switch (event.type) {
    case 'OrderPlaced':
      return event.terms.symbol;
    case 'OrderReplaceRequested':
    case 'OrderReplaceSettled':
    case 'OrderClosed':
    case 'TradeSettled':
    case 'TradePreventionSettled':
      return event.symbol;
    default:
      return undefined;
  }
}

function interestRow(
  accountId: string,
  { units, interest }: Holding,
  { baseScale, quoteScale }: ListedMarket,
): RowOf<typeof interestsTable.columns> {
  const quantity = (lots: bigint) => formatMinor(minor(lots * units.lotUnit), baseScale);
  const money = (amount: Minor) => formatMinor(amount, quoteScale);
  return {
    account_id: accountId,
    symbol: units.symbol,
    to_buy: quantity(interest.toBuy),
    to_sell: quantity(interest.toSell),
    notional: money(interest.notional),
    money: money(interest.money),
  };
}
