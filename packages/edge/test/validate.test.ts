import { cancelOrders, listAsset, placeOrder } from '@truetape/contracts';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { validate } from '../src/index.ts';

const order = {
  clientOrderId: 'a-1',
  symbol: 'BTC-USD',
  side: 'buy',
  type: 'limit',
  price: '10',
  quantity: '1',
};

const failureOf = (changed: object) => {
  const result = validate(placeOrder, { ...order, ...changed });
  return result.ok ? undefined : result.failure;
};

describe('validate', () => {
  test('gives the value of what fits', () => {
    expect(validate(placeOrder, order)).toEqual({ ok: true, value: order });
  });

  test.each([
    [10],
    [null],
    [true],
    [['10']],
    [{}],
    ['1e3'],
    [' 10'],
    ['+10'],
    ['-1'],
    ['0x1'],
    [''],
  ])('coerces nothing: price %j is refused', (price) => {
    expect(failureOf({ price })).toMatchObject({ code: 'REQUEST_INVALID', field: 'price' });
  });

  test.each([null, true, [12], '12', 1.5, -1, 2 ** 53 + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'coerces nothing: scale %j is refused',
    (scale) => {
      expect(validate(listAsset, { asset: 'BTC', scale })).toMatchObject({
        failure: { code: 'REQUEST_INVALID', field: 'scale' },
      });
    },
  );

  test('caps amounts by length before anything is computed', () => {
    expect(failureOf({ price: '9'.repeat(60_000) })).toMatchObject({ field: 'price' });
  });

  test('names an unknown field', () => {
    expect(failureOf({ prize: '10' })).toEqual({ code: 'REQUEST_UNKNOWN_FIELD', field: 'prize' });
  });

  test('says that a field is missing', () => {
    expect(failureOf({ symbol: undefined })).toEqual({
      code: 'REQUEST_INVALID',
      field: 'symbol',
      detail: 'Missing: expected string.',
    });
  });

  test('names no field when there is no object at all', () => {
    for (const body of [undefined, null, 1, 'x', []]) {
      const result = validate(placeOrder, body);
      expect(result).toMatchObject({ ok: false, failure: { code: 'REQUEST_INVALID' } });
      expect(result).not.toHaveProperty('failure.field');
    }
  });

  test('writes paths into lists as orders[3].price', () => {
    const schema = z.strictObject({ orders: z.array(z.strictObject({ price: z.string() })) });
    const orders = [{ price: '1' }, { price: '1' }, { price: '1' }, { price: 1 }];
    expect(validate(schema, { orders })).toMatchObject({ failure: { field: 'orders[3].price' } });
    const unknown = { orders: [{ price: '1', x: 1 }] };
    expect(validate(schema, unknown)).toMatchObject({
      failure: { code: 'REQUEST_UNKNOWN_FIELD', field: 'orders[0].x' },
    });
  });

  test('answers the same request the same way, with its first fault', () => {
    const body = { zzz: 1, aaa: 2, price: 1, side: 'up' };
    const first = validate(placeOrder, body);
    for (let times = 0; times < 20; times += 1) expect(validate(placeOrder, body)).toEqual(first);
    expect(first).toMatchObject({ failure: { field: 'clientOrderId' } });
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'refuses the key %s like any other unknown one, and nothing is polluted',
    (key) => {
      const body = JSON.parse(`{"${key}":{"polluted":true},${JSON.stringify(order).slice(1)}`);
      const result = validate(placeOrder, body);
      expect(result).toEqual({ ok: false, failure: { code: 'REQUEST_UNKNOWN_FIELD', field: key } });
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  test('repeats only so much of what was sent', () => {
    expect(failureOf({ ['x'.repeat(50_000)]: 1 })?.field).toHaveLength(201);
  });

  test('refuses a parameter given twice, and an unknown one', () => {
    expect(validate(cancelOrders, { symbol: ['BTC-USD', 'BTC-USD'] })).toMatchObject({
      failure: { code: 'REQUEST_INVALID', field: 'symbol' },
    });
    expect(validate(cancelOrders, { symbols: 'BTC-USD' })).toMatchObject({
      failure: { code: 'REQUEST_UNKNOWN_FIELD', field: 'symbols' },
    });
  });
});
