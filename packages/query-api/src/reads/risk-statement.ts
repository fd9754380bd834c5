/**
 * The limits that bind an account and how much of each is used: a row for each use, or one without. What is measured
 * is what `domain/src/risk/measured.ts` measures; here it is added up over the rows, so that the mark may move without
 * any row of an account. Parameters: the account, and today.
 */
export const RISK = `
  account.account_id as "accountId", account.owner_group as "ownerGroup", account.status,
  account.is_killed as killed, bound.scope, bound.limits::text as limits,
  used.place, used.measure, used.asset, used.symbol, used.limit_value as "limit",
  trim_scale(used.value) as value
from truetape.accounts as account
left join truetape.limits as bound
  on (bound.account_id, bound.scope) in
    ((account.account_id, 'account'), (account.owner_group, 'group'))
left join lateral (
  with member as (
    select member.account_id from truetape.accounts as member
    where case bound.scope
      when 'group' then member.owner_group = account.owner_group
      else member.account_id = account.account_id end
  ),
  holding as (
    select symbol, instrument.quote,
      sum(coalesce(held.quantity, 0)) as net,
      sum(coalesce(open.to_buy, 0)) as to_buy,
      sum(coalesce(open.to_sell, 0)) as to_sell,
      sum(coalesce(open.money, 0)) as money,
      sum(coalesce(open.notional, 0)) as notional,
      sum(coalesce(held.cost, 0)) as cost,
      sum(case when held.day = $2 then held.quantity_before else coalesce(held.quantity, 0) end)
        as net_before,
      sum(case when held.day = $2 then held.cost_before else coalesce(held.cost, 0) end)
        as cost_before,
      sum(case when held.day = $2 then held.realised_today - held.fees_today else 0 end)
        as realised
    from truetape.positions as held
    full join truetape.interests as open using (account_id, symbol)
    join truetape.instruments as instrument using (symbol)
    where account_id in (select account_id from member)
    group by symbol, instrument.quote
  ),
  market as (
    select holding.*, position.worst, valued.price, valued.price_before,
      case when position.worst = 0 then money else money + position.worst * valued.price end
        as exposure
    from holding
    cross join lateral (select greatest(net + to_buy, to_sell - net) as worst) as position
    join truetape.instruments as instrument using (symbol)
    left join lateral (
      select price from truetape.marks where marks.symbol = holding.symbol
      order by marks.day desc limit 1) as last on true
    left join lateral (
      select price from truetape.marks where marks.symbol = holding.symbol and marks.day < $2
      order by marks.day desc limit 1) as before on true
    cross join lateral (select
      coalesce(last.price, instrument.reference_price) as price,
      coalesce(before.price, instrument.reference_price) as price_before) as valued
  ),
  measured as (
    select quote,
      sum(notional) as open_notional,
      case when bool_and(exposure is not null) then sum(exposure) end as gross_notional,
      case when bool_and(price is not null or (net = 0 and net_before = 0))
        then greatest(0, -sum(realised
          + case when net = 0 then 0 else net * price end - cost
          - case when net_before = 0 then 0 else net_before * price_before end + cost_before))
      end as daily_loss,
      max(exposure) as largest
    from market group by quote
  )
  select 1 as place, 'openOrders' as measure, null as asset, null as symbol,
    (bound.limits ->> 'openOrders')::numeric as limit_value,
    (select count(*)::numeric from truetape.orders
      where account_id in (select account_id from member) and status in ('pending', 'open'))
      as value
  where bound.limits ? 'openOrders'
  union all
  select 2, 'position', null, named.limits ->> 'symbol',
    (named.limits ->> 'position')::numeric, coalesce(market.worst, 0)
  from jsonb_array_elements(bound.limits -> 'markets') as named (limits)
  left join market on market.symbol = named.limits ->> 'symbol'
  where named.limits ? 'position'
  union all
  select 3, watched.measure, named.limits ->> 'asset', null,
    (named.limits ->> watched.measure)::numeric,
    case when measured.quote is null then 0 else watched.value end
  from jsonb_array_elements(bound.limits -> 'assets') as named (limits)
  left join measured on measured.quote = named.limits ->> 'asset'
  cross join lateral (values
    ('grossNotional', measured.gross_notional),
    ('openNotional', measured.open_notional),
    ('dailyLoss', measured.daily_loss),
    ('concentration', case when measured.gross_notional = 0 then 0
      else div(measured.largest * 100000000, measured.gross_notional) / 100000000 end)) as watched (measure, value)
  where named.limits ? watched.measure
) as used on true
where account.account_id = $1`;

export const RISK_ORDER = 'scope, place, asset, symbol, measure';
