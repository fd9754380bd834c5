import { accountPath, type LimitUse, oneQuery, type RiskAnswer } from '@truetape/contracts';
import { failed, ok } from '@truetape/kernel';
import type { FastifyInstance } from 'fastify';
import { present } from '../reads/present.ts';
import type { ReadModels } from '../reads/read-models.ts';
import { RISK, RISK_ORDER } from '../reads/risk-statement.ts';
import { dayAt } from '../reads/today.ts';
import { answering, read } from './answering.ts';

type Bound = RiskAnswer['limits'][number];

/** An account with a limit and its use; without a limit these are null. */
interface StoredUse extends Pick<RiskAnswer, 'accountId' | 'ownerGroup' | 'status' | 'killed'> {
  readonly scope: Bound['scope'] | null;
  /** As JSON. */
  readonly limits: string;
  readonly measure: LimitUse['measure'] | null;
  readonly asset: string | null;
  readonly symbol: string | null;
  readonly limit: string;
  readonly value: string | null;
}

/** What an account may do, alone and with its owner group, and how much of it is used. */
export function riskRoutes(
  app: FastifyInstance,
  readModels: ReadModels,
  clockMs: () => number,
): void {
  app.get(
    '/v1/accounts/:id/risk',
    answering<RiskAnswer>(async (request) => {
      const asked = read(request, accountPath, oneQuery);
      if (!asked.ok) return asked;
      const { id, minPosition } = asked.value;
      const values = [id, dayAt(clockMs())];
      const selection = { select: RISK, orderBy: RISK_ORDER, values };
      const found = await readModels.read<StoredUse>(selection, minPosition);
      if (!found.ok) return found;
      const { rows, position } = found.value;
      const [account] = rows;
      if (account === undefined) return failed('ACCOUNT_NOT_FOUND');
      const { accountId, ownerGroup, status, killed } = account;
      return ok({ accountId, ownerGroup, status, killed, limits: boundsOf(rows), position });
    }),
  );
}

function boundsOf(rows: readonly StoredUse[]): Bound[] {
  const bounds = new Map<Bound['scope'], Bound>();
  for (const { scope, limits, measure, asset, symbol, limit, value } of rows) {
    if (scope === null) continue;
    const bound = bounds.get(scope) ?? {
      scope,
      limits: JSON.parse(limits) as Bound['limits'],
      uses: [],
    };
    bounds.set(scope, bound);
    if (measure === null) continue;
    bound.uses.push(
      present({ measure, asset, symbol, limit, value }, ['asset', 'symbol', 'value']),
    );
  }
  return [...bounds.values()];
}
