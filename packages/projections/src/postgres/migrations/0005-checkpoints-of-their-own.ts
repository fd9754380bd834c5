import type { Knex } from 'knex';

/** Each read model has a checkpoint of its own. They begin where the one that they shared was. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function truetape.all_moved');
  await knex.raw('alter table truetape.checkpoints drop column generation, drop column tables');
  // Where they are not all at one place, no one checkpoint says where they are: they are built again.
  await knex.raw(
    `insert into truetape.checkpoints (projection, log_id, position, hash)
     select '${SHARED}', min(log_id), min(position), min(hash) from truetape.checkpoints
     having count(distinct position) = 1`,
  );
  await knex.raw(`delete from truetape.checkpoints where projection <> '${SHARED}'`);
}

const SHARED = 'read-models';

const MODELS = ['instruments', 'orders', 'fills', 'trades', 'marks', 'accounts'] as const;

const STATEMENTS = [
  'alter table truetape.checkpoints add column generation bigint not null default 1',
  // Which tables it is the checkpoint of; the projector says so when it starts.
  `alter table truetape.checkpoints add column tables text[] not null default '{}'`,
  `insert into truetape.checkpoints (projection, log_id, position, hash)
   select name, log_id, position, hash from truetape.checkpoints,
     unnest(array[${MODELS.map((name) => `'${name}'`).join(', ')}]) as name
   where projection = '${SHARED}'`,
  `delete from truetape.checkpoints where projection = '${SHARED}'`,
  // A batch writes all of its rows and checkpoints or none: this makes the whole statement fail.
  `create function truetape.all_moved(moved bigint, wanted bigint) returns boolean
   language plpgsql as $$
   begin
     if moved <> wanted then
       raise exception 'a checkpoint is not where it should be' using errcode = 'TT001';
     end if;
     return true;
   end $$`,
] as const;
