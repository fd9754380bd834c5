import type { Knex } from 'knex';

/** Whoever follows an account reads what its open orders hold, and of holds a venue has many. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index holds_by_account on truetape.holds (account_id)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index truetape.holds_by_account');
}
