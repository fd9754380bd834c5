import { deepStrictEqual as equal, ok } from 'node:assert';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, test } from 'vitest';
import { ERRORS } from '../src/errors.ts';
import { errorsOf, openApi, partsOf, routes } from '../src/http-api/index.ts';
import { SCHEMAS } from '../src/http-api/schemas.ts';
import { schemaValidator } from './support/open-api.ts';

/** As somebody gets it. */
const documented = () => JSON.parse(JSON.stringify(openApi()));

describe('the OpenAPI document', () => {
  test('is what OpenAPI 3.1 says that a document is', { timeout: 60_000 }, async () => {
    const validator = new Validator();
    equal(await validator.validate(documented()), { valid: true });
    equal(validator.version, '3.1');
    const wrong = { ...documented(), paths: { '/v1/orders': { post: { responses: 'any' } } } };
    ok(!(await validator.validate(wrong)).valid, 'a wrong one is refused');
  });

  test('has no reference that leads nowhere', () => {
    const document = documented();
    for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = path.split('/').reduce<unknown>((at, key) => (at as never)?.[key], document);
      ok(found, path);
    }
  });

  test('names no operation twice', () => {
    const names = routes.map(([, { name }]) => name);
    equal([...new Set(names)].length, names.length);
  });

  test.each(Object.entries(SCHEMAS))(
    'the examples of %s are valid',
    (name, { schema, examples }) => {
      ok(examples.length > 0, 'there is one');
      const validate = schemaValidator(name);
      for (const example of examples) {
        validate(example);
        equal(validate.errors ?? [], [], JSON.stringify(example));
        const parsed = schema.safeParse(example);
        equal(parsed.error?.issues ?? [], [], JSON.stringify(example));
      }
    },
  );

  test('every code of an error is given by a route, or by a market alone', () => {
    const given = new Set(routes.flatMap(([key, route]) => [...errorsOf(partsOf(key)[0], route)]));
    const others = Object.keys(ERRORS).filter((code) => !given.has(code as keyof typeof ERRORS));
    equal(others, OF_NO_ROUTE);
  });
});

/** What markets reject orders for, which HTTP shows as the reason of an order; and paths that there are none of. */
const OF_NO_ROUTE = [
  'REQUEST_METHOD_NOT_ALLOWED',
  'ORDER_POST_ONLY_WOULD_TAKE',
  'ORDER_PARTNER_GONE',
  'MARKET_CLOSED',
  'MARKET_HALTED',
  'MARKET_AUCTION',
  'MARKET_PRICE_BAND',
  'MARKET_CAPACITY',
  'MARKET_KILL_SWITCH',
  'MARKET_INPUT_VOIDED',
];
