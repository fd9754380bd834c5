import { ERRORS } from '@truetape/contracts';
import { code, page, table } from './markdown.ts';

/** Whose rule it is, by what stands before the first `_` of a code. */
const OWNERS: Readonly<Record<string, string>> = {
  REQUEST: 'The form of a request, before anybody looks at what it asks for.',
  AUTH: 'Who is asking, and what that token may do.',
  ACCOUNT: 'The account as a whole.',
  LEDGER: 'Deposits, withdrawals and transfers.',
  CORRECTION: 'What two operators put right.',
  INSTRUMENT: 'The definition of a market.',
  ASSET: 'The list of assets.',
  ORDER: 'One order, by its own terms and those of its instrument.',
  RISK: 'What the account can bear.',
  MARKET: 'The market as it is at the position of the order in the log.',
  KILL: 'Kill switches.',
  LIMITS: 'What limits of an account may be.',
  RULESET: 'The rules that all markets follow.',
  SERVICE: 'The system, not the request. The same request may work later.',
};

export function errorsPage(): string {
  const owners = [...new Set(Object.keys(ERRORS).map(ownerOf))];
  return page(
    '# Error codes',
    'Every failure has a code that never changes its meaning. HTTP answers it as `application/problem+json` (RFC 9457): `{type, title, status, code, detail?, field?, requestId?}`, where `type` is `urn:truetape:error:` and the code. Decide on `code`; `title` and `detail` are for people and may be worded better some day.',
    'An order that its matcher rejects carries the code in the outcome (`OrderRejected`, `OrderCancelRejected`, `OrderReplaceRejected`). The status is then the one that `Prefer: wait` answers with.',
    'A command that was denied has left no event on the account, holds nothing, and may be sent again. After `SERVICE_UNKNOWN_OUTCOME`, or when no answer comes at all, send the very same request again: its `clientOrderId` or `Idempotency-Key` makes sure that it is done once.',
    ...owners.flatMap((owner) => [
      `## ${owner}`,
      OWNERS[owner] ?? missing(owner),
      table(
        ['code', 'status', 'meaning'],
        Object.entries(ERRORS)
          .filter(([name]) => ownerOf(name) === owner)
          .map(([name, { status, title }]) => [code(name), String(status), title]),
      ),
    ]),
  );
}

function missing(owner: string): never {
  throw new Error(`tools/docs/errors-page.ts does not say what the owner ${owner} is`);
}

function ownerOf(name: string): string {
  return name.slice(0, name.indexOf('_'));
}
