import { AMOUNTS, FORMS, type Form, type OrderType, RESTS } from '../http/order-form.ts';
import type { Json } from './json.ts';

const when = (schema: Json, then: Json, otherwise?: Json): Json => ({
  if: schema,
  then,
  ...(otherwise && { else: otherwise }),
});
const has = (field: string): Json => ({ required: [field] });
const is = (field: string, value: unknown): Json => ({
  properties: { [field]: { const: value } },
  required: [field],
});
const hasNo = (fields: readonly string[]): Json => ({
  properties: Object.fromEntries(fields.map((field) => [field, false])),
});

/** Which amounts an order of a type must have, and which it must not have; `apart` are said elsewhere. */
function amountsOf(type: OrderType, { needs, allows }: Form, apart: readonly string[] = []): Json {
  const isHere = (field: string) => !apart.includes(field);
  const others = AMOUNTS.filter((field) => !needs.includes(field) && !allows.includes(field));
  return when(is('type', type), {
    required: needs.filter(isHere),
    ...hasNo(others.filter(isHere)),
  });
}

const forms = Object.entries(FORMS) as readonly (readonly [OrderType, Form])[];

const EITHER_QUANTITY = { oneOf: [has('quantity'), has('quoteQuantity')] };
const TIME_OF_GTD = when(is('timeInForce', 'GTD'), has('expiresAt'), hasNo(['expiresAt']));
const MAY_REST = { properties: { timeInForce: { enum: RESTS } } };

/** What the form of an order demands of one field because of another. */
const OF_ORDER: readonly Json[] = [
  ...forms.map(([type, form]) => amountsOf(type, form)),
  ...forms.map(([type, { lives }]) =>
    when(is('type', type), { properties: { timeInForce: { enum: lives } } }),
  ),
  when(is('type', 'market'), EITHER_QUANTITY),
  when(is('side', 'sell'), hasNo(['quoteQuantity'])),
  when(has('quoteQuantity'), { properties: { timeInForce: { const: 'IOC' } } }),
  when(has('displayQuantity'), MAY_REST),
  when(is('postOnly', true), { properties: { type: { const: 'limit' }, ...MAY_REST.properties } }),
  TIME_OF_GTD,
];

const OF_STOP = forms
  .filter(([type]) => type !== 'limit' && type !== 'market')
  .map(([type, form]) => amountsOf(type, form, ['quantity', 'quoteQuantity']));

/** What schemas say beside their fields, by their names: the same that the routes check in code. */
export const CONDITIONS: Readonly<Record<string, Json>> = {
  CreateKey: {
    allOf: [
      when(is('kind', 'ed25519'), has('publicKey'), hasNo(['publicKey'])),
      { properties: { scopes: { uniqueItems: true } } },
    ],
  },
  PlaceOrder: { allOf: OF_ORDER },
  PlaceOco: { allOf: [TIME_OF_GTD, { properties: { stop: { allOf: OF_STOP } } }] },
  ReplaceOrder: { minProperties: 1 },
};
