import type { ClientBase } from 'pg';

/** When fewer months than this are there ahead, a year of them is made. */
const AHEAD = `interval '6 months'`;

/** Whether the events of the next months have tables of their own. */
export async function monthsAreThere(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('truetape.order_events' || to_char(now() + ${AHEAD}, '_YYYY_MM')) is not null
      as there`,
  );
  return rows[0]?.there === true;
}

/** For whoever holds the lock of migrations. */
export async function makeMonths(client: ClientBase): Promise<void> {
  await client.query(`select truetape.make_months('truetape.order_events', now()::date,
    (now() + interval '1 year')::date)`);
}
