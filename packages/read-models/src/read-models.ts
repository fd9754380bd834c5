import { failed, ok, type Result } from '@truetape/kernel';
import { accounts } from './accounts/accounts.ts';
import { accountActivity } from './activity/account-activity.ts';
import { corrections } from './corrections/corrections.ts';
import { fills } from './fills/fills.ts';
import type { ReadModel } from './framework/read-model.ts';
import type { Table } from './framework/table.ts';
import { instruments } from './instruments/instruments.ts';
import { marks } from './marks/marks.ts';
import { orderEvents } from './order-events/order-events.ts';
import { orders } from './orders/orders.ts';
import { riskEvents } from './risk-events/risk-events.ts';
import { securityEvents } from './security-events/security-events.ts';
import { trades } from './trades/trades.ts';
import { users } from './users/users.ts';

/** All read models. Those of one projector share a reading of the log; each has a checkpoint of its own. */
export const READ_MODELS: readonly ReadModel[] = [
  instruments,
  orders,
  fills,
  trades,
  marks,
  accounts,
  orderEvents,
  corrections,
  riskEvents,
  accountActivity,
  users,
  securityEvents,
];

export const TABLES: readonly Table[] = READ_MODELS.flatMap(({ tables }) => tables);

export const tablesOf = (models: readonly ReadModel[]): readonly Table[] =>
  models.flatMap(({ tables }) => tables);

/** The read models with these names; all of them when there are no names. The failure is one line. */
export function modelsNamed(
  names: readonly string[] | undefined,
): Result<readonly ReadModel[], string> {
  if (names === undefined) return ok(READ_MODELS);
  const unknown = names.find((name) => READ_MODELS.every((model) => model.name !== name));
  if (unknown === undefined) return ok(READ_MODELS.filter(({ name }) => names.includes(name)));
  const known = READ_MODELS.map(({ name }) => name).join(', ');
  return failed(`There is no read model ${unknown}. There are ${known}.`);
}
