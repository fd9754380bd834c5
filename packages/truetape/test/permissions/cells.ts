import { START } from '@truetape/event-store';
import { accessOf, type Expected, expectedOf } from './oracle.ts';
import type { Rule, Rules } from './page.ts';
import { ACCOUNTS, MISSING, PERSONAS, type Persona, SINK, tokenOf } from './personas.ts';
import { ASKED_OF, namesAccount, namesOrder, requestOf } from './requests.ts';
import type { Served, World } from './world.ts';

/** What came of all cells that were asked. */
export interface Asked {
  readonly cells: number;
  readonly names: number;
  readonly letIn: number;
  /** Those that are not what the page says, each in a line. */
  readonly wrong: readonly string[];
}

/** What is answered with 403 to those who may ask. */
const OF_TWO_PEOPLE = ['LEDGER_SAME_PERSON', 'CORRECTION_SAME_PERSON', 'AUTH_OWN_RIGHTS'];
const NOT_THERE = ['ACCOUNT_NOT_FOUND', 'ORDER_NOT_FOUND'];
const TRAIL = 'GET /v1/audit/orders/{orderId}';

interface Cell {
  readonly id: string;
  readonly text: string;
  readonly rule: Rule;
  readonly persona: Persona;
  readonly method: string;
  /** That the request names; undefined where it names none. */
  readonly accountId: string | undefined;
  readonly expected: Expected;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let count = 0;

/**
 * Asks what the rules of these names are about as everybody, of every account, and compares what is answered, and what is
 * appended, with the page.
 */
export async function askAll(
  world: World,
  { app, routes }: Served,
  rules: Rules,
  names: readonly string[],
): Promise<Asked> {
  const wrong: string[] = [];
  const cells = new Map<string, Cell>();
  const before = await world.log.head();
  for (const name of names) {
    const rule = rules.get(name);
    const methods = routes.filter((each) => each.name === (ASKED_OF[name] ?? name));
    if (rule === undefined) wrong.push(`${name} does not stand on the page`);
    if (methods.length === 0) wrong.push(`${name} is not served`);
    if (rule === undefined) continue;
    for (const { method } of methods) {
      for (const persona of PERSONAS) await askAs(persona, rule, method);
    }
  }
  wrong.push(...(await wrongEvents(world, before, cells)));
  const letIn = [...cells.values()].filter(({ expected }) => expected === 'let in').length;
  return { cells: cells.size, names: names.length, letIn, wrong };

  async function askAs(persona: Persona, rule: Rule, method: string): Promise<void> {
    const answers = new Map<string | undefined, Answer>();
    for (const accountId of accountsFor(rule)) {
      const cell = cellOf(rules, rule, persona, method, accountId);
      cells.set(cell.id, cell);
      const answer = await ask(cell);
      answers.set(accountId, answer);
      const why = whyWrong(rules, cell, answer);
      if (why !== undefined) wrong.push(`${cell.text}: ${why}`);
    }
    const [foreign, missing] = [answers.get(ACCOUNTS.foreign), answers.get(MISSING)];
    const isUnknown = cellOf(rules, rule, persona, method, ACCOUNTS.foreign).expected !== 'let in';
    if (foreign === undefined || missing === undefined || !isUnknown) return;
    if (shown(foreign) !== shown(missing)) {
      wrong.push(`${rule.name} as ${persona.name}: a foreign account is told from a missing one`);
    }
  }

  async function ask({ rule, persona, method, accountId, id }: Cell): Promise<Answer> {
    const named = accountId ?? Object.keys(accessOf(persona))[0] ?? ACCOUNTS.own;
    const { url, payload, hasExample } = requestOf(world, rule.name, named, cells.size);
    if (!hasExample && accountsFor(rule).length > 1) {
      wrong.push(`${rule.name} has no example in requests.ts`);
    }
    const token = tokenOf(persona);
    const headers = {
      'x-request-id': id,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(rule.account === 'header' && accountId !== undefined ? { 'account-id': accountId } : {}),
    };
    const sent = payload === undefined ? {} : { payload };
    const answer = await app.inject({ method: method as 'GET', url, headers, ...sent });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  }
}

/** Of whom a rule can be asked; undefined is nobody in particular. */
export function accountsFor({ name, account }: Rule): readonly (string | undefined)[] {
  const path = ASKED_OF[name] ?? name;
  const three = [ACCOUNTS.own, ACCOUNTS.foreign, MISSING];
  if (account === 'header') return [undefined, ...three];
  return namesAccount(path) || namesOrder(path) ? three : [undefined];
}

function cellOf(
  rules: Rules,
  rule: Rule,
  persona: Persona,
  method: string,
  accountId: string | undefined,
): Cell {
  count += 1;
  const outer = rules.get(ASKED_OF[rule.name] ?? '');
  const first = outer && expectedOf(rules, outer, persona, accountId);
  const isFirst = first !== undefined && first !== 'let in';
  return {
    id: `cell-${String(count).padStart(6, '0')}`,
    text: `${method} ${rule.name} as ${persona.name} of ${accountId ?? 'nobody in particular'}`,
    ...{ rule, persona, method, accountId },
    expected: isFirst ? first : expectedOf(rules, rule, persona, accountId),
  };
}

function whyWrong(rules: Rules, cell: Cell, answer: Answer): string | undefined {
  const { expected, method } = cell;
  const { status, body, headers } = answer;
  const code = codeIn(body);
  if (expected === 'let in') return whyNotLetIn(rules, cell, answer, code);
  const told = method === 'HEAD' ? '' : expected.code;
  if (status !== expected.status || code !== told) {
    return `${expected.status} ${told} is right, it is ${status} ${code}`;
  }
  if (status === 401 && headers['www-authenticate'] !== 'Bearer') return 'there is no challenge';
  return undefined;
}

function whyNotLetIn(
  rules: Rules,
  { accountId, persona, rule }: Cell,
  { status, body }: Answer,
  code: string,
): string | undefined {
  const isRefused =
    status === 401 ||
    (status === 403 && !OF_TWO_PEOPLE.includes(code)) ||
    (NOT_THERE.includes(code) && accountId !== MISSING);
  if (isRefused) return `it should be let in, and is ${status} ${code}`;
  if (status >= 500) return `it breaks: ${status} ${code}`;
  const { foreign, own } = ACCOUNTS;
  if (rule.name === TRAIL && accountId === own && body !== '') {
    const whole = rules.get('whole trail');
    const isWhole = whole && expectedOf(rules, whole, persona, accountId) === 'let in';
    if (body.includes(foreign) !== isWhole) return 'the other side of its trades is wrongly shown';
  }
  const isNamed = accountId === foreign || persona.key?.accountId === foreign;
  const maySeeForeign = isNamed || (persona.roles ?? []).length > 0;
  if (!maySeeForeign && body.includes(foreign)) return 'it tells of a foreign account';
  return undefined;
}

function codeIn(body: string): string {
  try {
    return (JSON.parse(body) as { readonly code?: string }).code ?? '';
  } catch {
    return '';
  }
}

/** All that a client can see of an answer, but for when it came and to which request. */
function shown({ status, headers, body }: Answer): string {
  const { date, 'x-request-id': id, ...others } = headers;
  return JSON.stringify([status, Object.entries(others), body.replace(String(id), '')]);
}

/** Nothing comes of what is refused, and of the rest nothing but in the streams of the account that was named. */
async function wrongEvents(
  { log }: World,
  after: number,
  cells: ReadonlyMap<string, Cell>,
): Promise<readonly string[]> {
  await log.settled();
  const wrong: string[] = [];
  for await (const events of log.readAll({ after: Math.max(after, START) })) {
    for (const { correlationId, data, stream, type } of events) {
      const cell = cells.get(correlationId);
      if (cell === undefined || stream === 'security') continue;
      const { accountId } = data as { readonly accountId?: string };
      const ofAccount = /^(?:account|denials)-(.*)$/.exec(stream)?.[1] ?? accountId;
      const [only] = Object.keys(accessOf(cell.persona));
      const right = [cell.accountId ?? only, SINK];
      if (cell.expected !== 'let in') wrong.push(`${cell.text}: refused, and yet ${type}`);
      else if (ofAccount !== undefined && !right.includes(ofAccount)) {
        wrong.push(`${cell.text}: ${type} in ${stream}`);
      }
    }
  }
  return wrong;
}
