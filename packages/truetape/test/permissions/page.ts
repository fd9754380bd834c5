import { readFileSync } from 'node:fs';

const PAGE = new URL('../../../../docs/reference/permissions.md', import.meta.url);

/** A row of the page, read as a person reads it. */
export interface Rule {
  readonly name: string;
  readonly isPublic: boolean;
  readonly scope: string;
  /** Empty where no access to an account is enough. */
  readonly access: string;
  /** Where the request says which account; empty where the rule asks for none. */
  readonly account: string;
  readonly roles: readonly string[];
  readonly secondFactor: boolean;
  readonly notWithKey: boolean;
}

export type Rules = ReadonlyMap<string, Rule>;

/** What the page says. It is no import of the table: whoever makes a rule wider must say so there, too. */
export function rulesOnPage(): Rules {
  const rows = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return new Map(rows.map(ruleIn).map((rule) => [rule.name, rule]));
}

function ruleIn(line: string): Rule {
  const cells = line.split('|').map((cell) => cell.trim().replaceAll('`', ''));
  const [, name = '', scope = '', access = '', account = '', roles = '', and = ''] = cells;
  return {
    name,
    isPublic: scope === 'anybody',
    scope,
    access,
    account,
    roles: roles === '' ? [] : roles.split(', '),
    secondFactor: and.includes('second factor'),
    notWithKey: and.includes('not with a key'),
  };
}
