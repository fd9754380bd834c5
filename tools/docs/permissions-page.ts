import { type Owned, PERMISSIONS, type Permission, STEP_UP_MS } from '@truetape/auth';
import { code, page, table } from './markdown.ts';

/** How a request says which account it is about. */
const BY: Readonly<Record<Owned['by'], string>> = {
  asking: 'header',
  order: 'order in the path',
  path: 'path',
};

const isPartly = (name: string) => !/^(GET|POST|PATCH|DELETE|PUT|stream) /.test(name);
const isChannel = (name: string) => name.startsWith('stream ');

const HEAD = ['what', 'scope', 'access', 'account', 'roles', 'and'];

export function permissionsPage(): string {
  const all: [string, Permission][] = Object.entries(PERMISSIONS);
  const rows = (isShown: (name: string) => boolean) =>
    table(
      HEAD,
      all.flatMap(([name, permission]) => (isShown(name) ? [rowOf(name, permission)] : [])),
    );
  return page(
    '# Who may do what',
    'Every route and every channel of the feeds, and who may. There is no other rule: a route that does not stand here is not served. A test asks each of them as the owner of an account, as those who share it, as a stranger, in each role, with keys of every kind and as nobody, and compares every answer with this page. How the rules were chosen is [ADR 0043](../adr/0043-who-may-do-what-is-one-table.md).',
    [
      '- `anybody`: no token is needed. One that does not count is refused all the same, 401 `AUTH_REQUIRED`; so is every other request without a token that counts.',
      '- *scope*: an API key must have been made for it, else 403 `AUTH_SCOPE`. A session is good for all.',
      '- *access*: so much access to the account is enough: an `owner` may do what a `trader` may, and a `trader` what a `viewer` may.',
      '- *account*: where the request names the account. By *header* it is `Account-Id`, which may be left out by whoever has access to one account only; who has access to several, or comes by a role, is answered 400 `REQUEST_INVALID` without it.',
      '- *roles*: one of these is enough, for every account, or where no account is named. A key that was made for one account has none of its user’s roles.',
      `- *and*: with a *second factor*, a session has shown one in the last ${STEP_UP_MS / 60_000} minutes, else 403 \`AUTH_STEP_UP_REQUIRED\`; keys need none. *Not with a key*: 403 \`AUTH_SESSION_ONLY\`.`,
    ].join('\n'),
    'Without access and without a role that may do anything with every account, an account and its orders are answered exactly as those that do not exist: 404 `ACCOUNT_NOT_FOUND` or `ORDER_NOT_FOUND`. Who knows of the account and may not do this with it is answered 403 `AUTH_FORBIDDEN`. The reasons are looked at in this order: 401, scope, whether the account is known, access and roles, key or session, second factor.',
    '## Routes',
    rows((name) => !isChannel(name) && !isPartly(name)),
    '## What not everybody may ask of a route that they may use',
    rows(isPartly),
    '## Channels',
    rows(isChannel),
  );
}

function rowOf(name: string, permission: Permission): string[] {
  if (permission === 'anybody') return [code(name), 'anybody', '', '', '', ''];
  const { scope, of, roles = [], stepUp, sessionOnly } = permission;
  return [
    code(name),
    code(scope),
    of === undefined ? '' : code(of.access),
    of === undefined ? '' : BY[of.by],
    [...roles].sort().map(code).join(', '),
    [...(stepUp ? ['second factor'] : []), ...(sessionOnly ? ['not with a key'] : [])].join(', '),
  ];
}
