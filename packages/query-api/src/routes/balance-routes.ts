import { accountPath, type Balance, balancesQuery, PAGE_LIMIT } from '@truetape/contracts';
import { failed, ok } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import { pageOf } from '../reads/page-of.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { allOf, parameters } from '../reads/selection.ts';
import { answering, read } from './answering.ts';

/** One row without an asset where there is an account and nothing in it. */
type StoredBalance = { readonly [Column in keyof Balance]: string | null };

/** What an account has. */
export function balanceRoutes(app: FastifyInstance, readModels: ReadModels): void {
  app.get(
    '/v1/accounts/:id/balances',
    answering(async (request) => {
      const asked = read(request, accountPath, balancesQuery);
      if (!asked.ok) return asked;
      const { id, cursor, limit = PAGE_LIMIT, minPosition } = asked.value;
      const { values, parameter } = parameters();
      const joined = allOf(
        'account.account_id = balance.account_id',
        cursor !== undefined && `balance.asset > ${parameter(cursor)}`,
      );
      const select = `balance.asset, balance.total, balance.held,
          trim_scale(balance.total - balance.held) as free
        from truetape.accounts as account
        left join truetape.balances as balance on ${joined}
        where account.account_id = ${parameter(id)}
        order by balance.asset limit ${parameter(limit + 1)}`;
      const found = await readModels.read<StoredBalance>(
        { select, orderBy: 'asset', values },
        minPosition,
      );
      if (!found.ok) return found;
      const { rows, position } = found.value;
      if (rows.length === 0) return failed('ACCOUNT_NOT_FOUND');
      const balances = rows.filter((row): row is Balance => row.asset !== null);
      return ok(pageOf({ rows: balances, position }, limit, balanceOf, ({ asset }) => asset));
    }),
  );
}

function balanceOf({ asset, total, held, free }: Balance): Balance {
  return { asset, total, held, free };
}
