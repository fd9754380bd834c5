import type { FastifyInstance } from 'fastify';
import { PAGES } from '../http/pages.ts';
import { accountsFor } from './cells.ts';
import { expectedOf } from './oracle.ts';
import type { Rules } from './page.ts';
import { PERSONAS } from './personas.ts';
import { ASKED_OF, isAsked } from './requests.ts';

/** What the OpenAPI document says of a route. */
export interface Operation {
  /** It is not looked at who asks. */
  readonly isForMachines: boolean;
  /** Each as `403 AUTH_SCOPE`. */
  readonly refusals: ReadonlySet<string>;
}

/** By method and path. */
export type Operations = ReadonlyMap<string, Operation>;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
}

interface OperationObject {
  readonly security: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Content {
  readonly 'application/problem+json'?: {
    readonly schema: { readonly allOf: readonly [object, Refusal] };
  };
}

interface Refusal {
  readonly properties: { readonly code: { readonly enum: readonly string[] } };
}

/** The document as it is served. */
export async function operationsOf(app: FastifyInstance): Promise<Operations> {
  const { paths } = (await app.inject('/openapi.json')).json() as Document;
  return new Map(
    Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => {
        return [`${method.toUpperCase()} ${path}`, operationOf(operation)] as const;
      }),
    ),
  );
}

function operationOf({ security, responses }: OperationObject): Operation {
  const refusals = Object.entries(responses).flatMap(([status, { content }]) => {
    const [, refusal] = content?.['application/problem+json']?.schema.allOf ?? [];
    return refusal?.properties.code.enum.map((code) => `${status} ${code}`) ?? [];
  });
  return { isForMachines: security.length === 0, refusals: new Set(refusals) };
}

/** Where the document says something else than the page, each in a line. */
export function wrongInDocument(operations: Operations, rules: Rules): readonly string[] {
  const routes = refusalsOnPage(rules);
  const ofRules = new Set([...routes.values()].flatMap((all) => [...all]).filter(isOfWhoAsks));
  const missing = [...routes.keys()].filter((name) => !operations.has(name));
  return [
    ...missing
      .filter((name) => !PAGES.includes(name))
      .map((name) => `${name} stands on the page and not in the document`),
    ...[...operations].flatMap(([name, operation]) => wrongIn(name, operation)),
  ];

  function wrongIn(name: string, { isForMachines, refusals }: Operation): readonly string[] {
    const onPage = routes.get(name);
    if (onPage === undefined && !isForMachines) {
      return [`${name} stands in the document and not on the page`];
    }
    const right = [...(onPage ?? [])];
    const statuses = new Set(right.map(statusOf));
    const unsaid = right.filter((each) => !refusals.has(each));
    const never = [...refusals].filter(
      (each) => ofRules.has(each) && !statuses.has(statusOf(each)) && !isOfOrigins(name, each),
    );
    return [
      ...unsaid.map((each) => `${name} is answered ${each}, which is not in the document`),
      ...never.map((each) => `${name} is never answered ${each}, which is in the document`),
    ];
  }
}

/** By route: whatever somebody is refused with by the rules of what is asked of it. */
function refusalsOnPage(rules: Rules): ReadonlyMap<string, ReadonlySet<string>> {
  const routes = new Map<string, Set<string>>();
  for (const rule of rules.values()) {
    if (!isAsked(rule.name)) continue;
    const name = ASKED_OF[rule.name] ?? rule.name;
    const refusals = routes.get(name) ?? new Set();
    routes.set(name, refusals);
    for (const persona of PERSONAS) {
      for (const accountId of accountsFor(rule)) {
        const expected = expectedOf(rules, rule, persona, accountId);
        if (expected !== 'let in') refusals.add(`${expected.status} ${expected.code}`);
      }
    }
  }
  return routes;
}

const statusOf = (refusal: string) => refusal.slice(0, 3);
const isOfWhoAsks = (refusal: string) => ['401', '403'].includes(statusOf(refusal));
/** Pages of other origins open no connection, whoever asks: that is no matter of rules. */
const isOfOrigins = (name: string, refusal: string) =>
  name === 'GET /v1/stream' && refusal === '403 AUTH_FORBIDDEN';
