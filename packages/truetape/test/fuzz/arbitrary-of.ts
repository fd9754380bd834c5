import fc from 'fast-check';
import { isValid, named } from './operations.ts';
import type { Pools } from './pools.ts';
import type { Schema } from './schema.ts';

/** Lists are short: what a hundred items do, two do. */
const ITEMS_MAX = 3;
const TEXT_MAX = 40;

/** Texts of such a pattern cannot be drawn: its examples are taken. */
const LOOKS_AHEAD = /\(\?[=!<]/;

/**
 * What is not drawn at random, by its name: it would take for seconds, or take away what every request here needs, which
 * is who asks.
 */
export const BY_NAME: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  minPosition: fc.nat(20),
  Prefer: fc.constant('wait=0'),
  'If-None-Match': fc.constantFrom('*', 'W/"nothing"'),
  'Account-Id': fc.constantFrom('ann', 'bob', 'nobody-there'),
  // Drawing addresses of IPv6 takes longer than all the rest.
  networks: fc.constantFrom(['192.0.2.0/24'], ['127.0.0.1', '2001:db8::/32']),
  // A key that is over before it begins has the right form.
  expiresAt: fc.constantFrom('2036-11-21T00:00:00.000Z', '9999-12-31T23:59:59.999Z'),
  userId: fc.constantFrom('robot-1', 'robot-2', 'nobody-there'),
};

/** Values of a schema of the document. Of ids half are of things that there are. */
export function arbitraryOf(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  const found = named(schema);
  if (found === undefined) return plain(schema, pools);
  const [name, target] = found;
  const pool = pools[name];
  const { examples = [] } = target;
  if (target.type === 'object') return objectsLike(target, pools);
  const isDrawn = !LOOKS_AHEAD.test(target.pattern ?? '');
  const any = isDrawn ? plain(target, pools) : fc.constantFrom(...examples);
  if (pool !== undefined) {
    const known = fc.nat().map((at) => pool[at % pool.length]);
    return fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: any });
  }
  return examples.length === 0 ? any : fc.oneof(fc.constantFrom(...examples), any);
}

function plain(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  const { anyOf, oneOf, type, items = {}, minItems = 0, maxItems = ITEMS_MAX } = schema;
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choice = anyOf ?? oneOf;
  if (choice !== undefined) return fc.oneof(...choice.map((one) => arbitraryOf(one, pools)));
  switch (type) {
    case 'string':
      return texts(schema);
    case 'integer':
    case 'number':
      return integers(schema);
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const bounds = { minLength: minItems, maxLength: Math.min(maxItems, ITEMS_MAX) };
      return fc.array(arbitraryOf(items, pools), bounds);
    }
    case 'object':
      return objects(schema, pools);
    default:
      throw new Error(`no values of ${JSON.stringify(schema)}`);
  }
}

function texts({ allOf = [], ...schema }: Schema): fc.Arbitrary<string> {
  const [first, ...others] = allOf;
  if (first === undefined) return textsLike(schema);
  return textsLike({ ...schema, ...first }).filter((text) => {
    return others.every((other) => isValid(other, text));
  });
}

function textsLike({ pattern, minLength = 0, maxLength }: Schema): fc.Arbitrary<string> {
  if (pattern === undefined) {
    return fc.string({
      minLength,
      maxLength: Math.min(maxLength ?? TEXT_MAX, TEXT_MAX),
      unit: 'binary',
    });
  }
  const texts = fc.stringMatching(new RegExp(pattern));
  return maxLength === undefined ? texts : texts.filter(({ length }) => length <= maxLength);
}

/** Small ones often: large ones are all alike. */
function integers({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema) {
  const small = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 100) });
  return fc.oneof(
    { weight: 4, arbitrary: small },
    fc.maxSafeInteger().map((n) => clamp(n, minimum, maximum)),
  );
}

const clamp = (n: number, min: number, max: number) => Math.min(Math.max(n, min), max);

function objects({ properties = {}, required = [] }: Schema, pools: Pools) {
  const fields = Object.entries(properties).filter(([, of]) => of !== false);
  const model = Object.fromEntries(
    fields.map(([name, of]) => [name, BY_NAME[name] ?? arbitraryOf(of as Schema, pools)]),
  );
  return fc.record(model, { requiredKeys: [...required], noNullPrototype: true });
}

/** Half of them as the examples, with some fields of others; what the conditions of the schema refuse is left out. */
function objectsLike(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  const any = objects(schema, pools);
  const { examples = [], properties = {} } = schema;
  if (examples.length === 0) return any.filter((value) => isValid(schema, value));
  const changed = fc
    .tuple(
      fc.constantFrom(...(examples as readonly object[])),
      any as fc.Arbitrary<object>,
      fc.subarray(Object.keys(properties)),
    )
    .map(([example, other, fields]) => {
      const kept = Object.entries(other).filter(
        ([name]) => (fields.includes(name) || name in BY_NAME) && name in example,
      );
      return { ...example, ...Object.fromEntries(kept) };
    });
  return fc
    .oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: any })
    .filter((value) => isValid(schema, value));
}
