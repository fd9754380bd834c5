import { accountPath, type FeeRates, feesQuery, PAGE_LIMIT } from '@truetape/contracts';
import type { FastifyInstance } from 'fastify';
import { accountPage } from '../reads/account-page.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, parameters } from '../reads/selection.ts';
import { dayAt } from '../reads/today.ts';
import { answering, read } from './answering.ts';

type Tier = Pick<FeeRates, 'tier' | 'makerRate' | 'takerRate'> & { readonly minVolume?: string };

interface StoredFees {
  readonly symbol: string;
  readonly asset: string;
  readonly volume: string;
  /** As JSON. */
  readonly reached: string;
  readonly next: string | null;
}

/** Tiers stand in the order of their volumes, the first of them without any. */
const tiersWhere = (condition: string) =>
  `select tiers.tier from jsonb_array_elements(instrument.fee_tiers)
    with ordinality as tiers (tier, place)
    where coalesce((tiers.tier ->> 'minVolume')::numeric, 0) ${condition} coalesce(traded.volume, 0)`;

/** What orders that an account places today are charged. */
export function feeRoutes(
  app: FastifyInstance,
  readModels: ReadModels,
  clockMs: () => number,
): void {
  app.get(
    '/v1/accounts/:id/fees',
    answering(async (request) => {
      const asked = read(request, accountPath, feesQuery);
      if (!asked.ok) return asked;
      const { id, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const account = parameter(id);
      const today = parameter(dayAt(clockMs()));
      const where = allOf('true', cursor !== undefined && `symbol > ${parameter(cursor)}`);
      return accountPage(readModels, {
        account,
        select: `instrument.symbol, instrument.quote as asset,
            trim_scale(coalesce(traded.volume, 0)) as volume,
            (${tiersWhere('<=')} order by tiers.place desc limit 1)::text as reached,
            (${tiersWhere('>')} order by tiers.place limit 1)::text as next
          from truetape.instruments as instrument
          left join (
            select market.quote, sum(result.notional) as volume
            from truetape.results as result
            join truetape.instruments as market on market.symbol = result.symbol
            where result.account_id = ${account}
              and result.day < ${today} and result.counts_until >= ${today}
            group by market.quote) as traded on traded.quote = instrument.quote
          where ${where} order by instrument.symbol limit ${parameter(limit + 1)}`,
        orderBy: 'symbol',
        values,
        limit,
        minPosition,
        itemOf: ratesOf,
        cursorOf: ({ symbol }: StoredFees) => symbol,
      });
    }),
  );
}

function ratesOf({ symbol, asset, volume, reached, next }: StoredFees): FeeRates {
  const { tier, makerRate, takerRate } = JSON.parse(reached) as Tier;
  return {
    symbol,
    asset,
    tier,
    makerRate,
    takerRate,
    volume,
    ...(next === null ? {} : { next: JSON.parse(next) as Required<Tier> }),
  };
}
