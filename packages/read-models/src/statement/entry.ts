import {
  type AccountEvent,
  type Asset,
  type MarketUnits,
  type Minor,
  postingsOf,
} from '@truetape/domain';
import type { RowOf } from '../framework/table.ts';
import type { entriesTable } from './entries-table.ts';

export type EntryRow = RowOf<typeof entriesTable.columns>;

/** What an entry is about, where its event is about such a thing. */
export type About = Pick<EntryRow, keyof typeof NOTHING_ELSE>;

/** What an account has more or less of. */
export interface Entry {
  readonly asset: Asset;
  readonly amount: Minor;
  readonly against: string;
  readonly about: About;
}

const NOTHING_ELSE = {
  order_id: null,
  symbol: null,
  trade_number: null,
  side: null,
  withdrawal_id: null,
  counterparty: null,
  reference: null,
  correction_revision: null,
};

type UnitsOf = (symbol: string) => MarketUnits;

/** The entries of an event in its account: of a trade leg by leg. */
export function entriesOf(
  accountId: string,
  event: AccountEvent,
  unitsOf: UnitsOf,
): readonly Entry[] {
  if (event.type !== 'TradeSettled') {
    return entriesAbout(aboutOf(event), accountId, event, unitsOf);
  }
  const { symbol, tradeNumber: trade_number } = event;
  return event.legs.flatMap((leg) => {
    const { orderId: order_id, side } = leg;
    const about = { ...NOTHING_ELSE, order_id, symbol, trade_number, side };
    return entriesAbout(about, accountId, { ...event, legs: [leg] }, unitsOf);
  });
}

/** Postings come in pairs, what leaves one account enters the other: an entry is the half that is the account's own. */
function entriesAbout(
  about: About,
  accountId: string,
  event: AccountEvent,
  unitsOf: UnitsOf,
): readonly Entry[] {
  const own = `account:${accountId}`;
  const postings = postingsOf(accountId, event, unitsOf);
  return postings.flatMap(({ account, asset, amount }, index) => {
    const other = postings[index % 2 === 0 ? index + 1 : index - 1]?.account;
    if (account !== own || other === undefined) return [];
    // The market of a clearing account is what the entry is about.
    return [{ asset, amount, against: other.replace(/:.*$/, ''), about }];
  });
}

function aboutOf(event: AccountEvent): About {
  switch (event.type) {
    case 'FundsDeposited':
      return { ...NOTHING_ELSE, reference: event.reference };
    case 'FundsWithdrawn': {
      const { reference, withdrawalId: withdrawal_id = null } = event;
      return { ...NOTHING_ELSE, withdrawal_id, reference };
    }
    case 'TransferSent':
      return { ...NOTHING_ELSE, counterparty: event.to, reference: event.reference };
    case 'TransferReceived':
      return { ...NOTHING_ELSE, counterparty: event.from };
    case 'CorrectionSettled': {
      const { correctionRevision: correction_revision, fills } = event;
      const symbol = fills[0]?.units.symbol ?? null;
      return { ...NOTHING_ELSE, symbol, correction_revision };
    }
    default:
      return NOTHING_ELSE;
  }
}
