import type { Table } from '@truetape/read-models';
import type { ClientBase } from 'pg';

/** Where tables are built, and where the ones they take the place of go before they are dropped. */
export const BESIDE = 'truetape_rebuild';
const REPLACED = 'truetape_replaced';

type Named = Pick<Table, 'name'>;

/** Empty tables of the same form as the live ones, in a schema of their own; what an earlier rebuild left there goes. */
export async function createBeside(client: ClientBase, tables: readonly Named[]): Promise<void> {
  await client.query('begin');
  await dropBeside(client);
  await client.query(`create schema ${BESIDE}`);
  for (const { name } of tables) await createOne(client, name);
  await client.query('commit');
}

export async function dropBeside(client: ClientBase): Promise<void> {
  await client.query(`drop schema if exists ${BESIDE}, ${REPLACED} cascade`);
}

interface LiveTable {
  readonly options: string | null;
  readonly partition_key: string | null;
  readonly comment: string | null;
  readonly grants: readonly string[];
}

async function createOne(client: ClientBase, name: string): Promise<void> {
  const live = `'truetape.${name}'::regclass`;
  const beside = `${BESIDE}.${name}`;
  const { options, partition_key, comment, grants } = await one<LiveTable>(
    client,
    `select array_to_string(reloptions, ', ') as options, pg_get_partkeydef(oid) as partition_key,
       obj_description(oid, 'pg_class') as comment,
       array(select format('grant %s on ${beside} to %s', privilege_type,
           case grantee when 0 then 'public' else grantee::regrole::text end)
         from aclexplode(relacl) where grantee <> relowner) as grants
     from pg_class where oid = ${live}`,
  );
  const partitioned = partition_key === null ? '' : ` partition by ${partition_key}`;
  const tuned = options === null ? '' : ` with (${options})`;
  await client.query(
    `create table ${beside} (like truetape.${name} including all excluding indexes)${partitioned}${tuned}`,
  );
  if (comment !== null) {
    await client.query(`comment on table ${beside} is ${client.escapeLiteral(comment)}`);
  }
  for (const grant of grants) await client.query(grant);
  for (const { part, bound } of await partsOf(client, 'truetape', name)) {
    await client.query(`create table ${BESIDE}.${part} partition of ${beside} ${bound}`);
  }
}

function partsOf(client: ClientBase, schema: string, name: string) {
  return all<{ readonly part: string; readonly bound: string }>(
    client,
    `select relname as part, pg_get_expr(relpartbound, oid) as bound from pg_class
     where oid in (select inhrelid from pg_inherits where inhparent = '${schema}.${name}'::regclass)
     order by relname`,
  );
}

/** The keys and indexes of the live tables, by the same names: faster over rows that are there than row by row. */
export async function indexBeside(client: ClientBase, tables: readonly Named[]): Promise<void> {
  await client.query('begin');
  for (const { name } of tables) {
    const live = `'truetape.${name}'::regclass`;
    const constraints = await all<{ readonly definition: string }>(
      client,
      `select format('constraint %I %s', conname, pg_get_constraintdef(oid)) as definition
       from pg_constraint where conrelid = ${live} and contype in ('p', 'u') order by conname`,
    );
    for (const { definition } of constraints) {
      await client.query(`alter table ${BESIDE}.${name} add ${definition}`);
    }
    const indexes = await all<{ readonly definition: string }>(
      client,
      `select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = ${live}
       and indexrelid not in (select conindid from pg_constraint where conrelid = ${live})
       order by indexrelid`,
    );
    for (const { definition } of indexes) {
      // Of a table in parts it is the index of all of them that is wanted.
      const whole = definition.replace(` ON ONLY truetape.${name} `, ` ON truetape.${name} `);
      await client.query(whole.replace(` truetape.${name} `, ` ${BESIDE}.${name} `));
    }
    await client.query(`analyze ${BESIDE}.${name}`);
  }
  await client.query('commit');
}

/** In a transaction that has locked the live tables: from its end on those beside are the live ones. */
export async function swap(client: ClientBase, tables: readonly Named[]): Promise<void> {
  const views = await viewsOn(client, tables);
  await client.query(`create schema ${REPLACED}`);
  for (const { name } of tables) {
    await move(client, name, 'truetape', REPLACED);
    await move(client, name, BESIDE, 'truetape');
  }
  // A view is bound to the tables that it was made on, whatever these are called now.
  for (const { definition } of views) await client.query(definition);
  await client.query(`drop schema ${REPLACED} cascade`);
  await client.query(`drop schema ${BESIDE}`);
}

/** With its parts, which are tables of their own. */
async function move(client: ClientBase, name: string, from: string, to: string): Promise<void> {
  const parts = (await partsOf(client, from, name)).map(({ part }) => part);
  for (const table of [name, ...parts]) {
    await client.query(`alter table ${from}.${table} set schema ${to}`);
  }
}

/** How to make each view on these tables again as it is. Its comments and grants stay. */
function viewsOn(client: ClientBase, tables: readonly Named[]) {
  return all<{ readonly definition: string }>(
    client,
    `select format('create or replace view %s %s as %s', view.oid::regclass,
       'with (' || array_to_string(view.reloptions, ', ') || ')', pg_get_viewdef(view.oid)) as definition
     from pg_class as view where view.relkind = 'v' and view.oid in (
       select ev_class from pg_rewrite join pg_depend on objid = pg_rewrite.oid
       where classid = 'pg_rewrite'::regclass and refclassid = 'pg_class'::regclass
       and refobjid = any ($1::regclass[]))
     order by view.oid`,
    [tables.map(({ name }) => `truetape.${name}`)],
  );
}

async function all<R>(client: ClientBase, text: string, values: readonly unknown[] = []) {
  const { rows } = await client.query(text, [...values]);
  return rows as readonly R[];
}

async function one<R>(client: ClientBase, text: string): Promise<R> {
  const [row] = await all<R>(client, text);
  return row as R;
}
