import type { Rule, Rules } from './page.ts';
import type { Persona } from './personas.ts';

/** What the page says that somebody is answered. */
export type Expected = 'let in' | { readonly status: number; readonly code: string };

const REQUIRED = { status: 401, code: 'AUTH_REQUIRED' };
const FORBIDDEN = { status: 403, code: 'AUTH_FORBIDDEN' };

/**
 * The page in plain words, once more, with nothing of the program.
 *
 * @param accountId that the request names; undefined where it names none
 */
export function expectedOf(
  rules: Rules,
  rule: Rule,
  persona: Persona,
  accountId: string | undefined,
): Expected {
  if (persona.isRefused !== undefined) return REQUIRED;
  if (rule.isPublic) return 'let in';
  const { key, session } = persona;
  if (key === undefined && session === undefined) return REQUIRED;

  const access = accessOf(persona);
  // A key of one account is not for what its user does for the venue.
  const roles: readonly string[] = key?.accountId === undefined ? (persona.roles ?? []) : [];
  const hasRole = rule.roles.some((role) => roles.includes(role));

  let about = accountId;
  if (rule.account === 'header' && about === undefined) {
    const accounts = Object.keys(access);
    if (accounts.length === 0 && !hasRole) return FORBIDDEN;
    if (accounts.length !== 1) return { status: 400, code: 'REQUEST_INVALID' };
    about = accounts[0];
  }

  const scopes: readonly string[] = key?.scopes ?? ['read', 'trade', 'transfer', 'manage'];
  if (!scopes.includes(rule.scope)) return { status: 403, code: 'AUTH_SCOPE' };

  const level = about === undefined ? undefined : access[about];
  if (rule.account !== '' && level === undefined && !knowsAccounts(rules, roles)) {
    const isOrder = rule.account === 'order in the path';
    return { status: 404, code: isOrder ? 'ORDER_NOT_FOUND' : 'ACCOUNT_NOT_FOUND' };
  }

  const needsNothing = rule.access === '' && rule.roles.length === 0;
  if (!needsNothing && !hasRole && !isEnough(level, rule.access)) return FORBIDDEN;
  if (rule.notWithKey && session === undefined) {
    return { status: 403, code: 'AUTH_SESSION_ONLY' };
  }
  if (rule.secondFactor && session !== undefined && session !== 'a moment ago') {
    return { status: 403, code: 'AUTH_STEP_UP_REQUIRED' };
  }
  return 'let in';
}

/** What the credential reaches. */
export function accessOf({ access = {}, key }: Persona): Readonly<Record<string, string>> {
  const only = key?.accountId;
  return Object.fromEntries(
    Object.entries(access).filter(([accountId]) => only === undefined || accountId === only),
  );
}

/** Whoever comes by one of these may do something with every account, so that they know which there are. */
function knowsAccounts(rules: Rules, roles: readonly string[]): boolean {
  const knowing = [...rules.values()].filter(({ name, account }) => {
    return account !== '' || name.startsWith('POST /v1/accounts/{id}/deposits');
  });
  return knowing.some((rule) => rule.roles.some((role) => roles.includes(role)));
}

function isEnough(level: string | undefined, needed: string): boolean {
  if (needed === 'viewer') return level !== undefined;
  if (needed === 'trader') return level === 'trader' || level === 'owner';
  if (needed === 'owner') return level === 'owner';
  return false;
}
