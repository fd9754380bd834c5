import type { Knex } from 'knex';

/** Who there is, and what auditors of security ask for. What was there before is read from the beginning of the log. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['security_events', 'account_access', 'api_keys', 'users']) {
    await knex.raw(`drop view if exists analytics.${table}`);
    await knex.raw(`drop table truetape.${table}`);
  }
  await knex.raw(
    `delete from truetape.checkpoints where projection in ('users', 'security_events')`,
  );
}

const STATEMENTS = [
  `create table truetape.users (
    user_id text primary key,
    status text not null,
    registered_at timestamptz not null,
    email text,
    is_email_verified boolean not null,
    has_second_factor boolean not null,
    roles jsonb not null,
    changed_at timestamptz not null
  )`,
  `create table truetape.api_keys (
    key_id text primary key,
    user_id text not null,
    kind text not null,
    name text,
    scopes jsonb not null,
    account_id text,
    networks jsonb,
    status text not null,
    created_at timestamptz not null,
    created_by text,
    expires_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
  )`,
  `create index api_keys_active on truetape.api_keys (user_id) where status = 'active'`,
  `create table truetape.account_access (
    account_id text not null,
    user_id text not null,
    access text not null,
    status text not null,
    granted_at timestamptz not null,
    granted_by text,
    withdrawn_at timestamptz,
    withdrawn_by text,
    primary key (account_id, user_id)
  )`,
  `create index account_access_granted on truetape.account_access (user_id) where status = 'granted'`,
  `create table truetape.security_events (
    stream text not null,
    revision bigint not null,
    type text not null,
    user_id text,
    account_id text,
    key_id text,
    session_id text,
    code text,
    route text,
    count bigint not null,
    reason text,
    actor_user_id text,
    actor_key_id text,
    actor_session_id text,
    request_id text,
    origin text,
    since timestamptz,
    at timestamptz not null,
    recorded_at timestamptz not null,
    primary key (stream, revision)
  )`,
  `create index security_events_by_time on truetape.security_events (at)`,
  `create index security_events_by_actor on truetape.security_events (actor_user_id, at)`,
  `create index security_events_by_account on truetape.security_events (account_id, at)
    where account_id is not null`,
];
