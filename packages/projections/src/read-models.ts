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
import { trades } from './trades/trades.ts';

/** All read models of one projector: they share one reading of the log and one checkpoint. */
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
];

export const TABLES: readonly Table[] = READ_MODELS.flatMap((model) => model.tables);

/** What the checkpoint of {@link READ_MODELS} is called. */
export const PROJECTION = 'read-models';
