import * as a from '../../http/answers.ts';
import * as c from '../../http/commands.ts';
import * as q from '../../http/queries.ts';
import { orderBatch } from '../bodies.ts';
import { ENTRY_ERRORS, OF_COMMAND, PLACE_ERRORS } from '../codes.ts';
import { orderRowPage } from '../pages.ts';
import type { Routes } from '../route.ts';
import { list, OF_READ, TAGGED } from './reading.ts';

export const ORDER_ROUTES = {
  'POST /v1/orders': {
    name: 'placeOrder',
    topic: 'Orders',
    summary:
      'Places an order. The same clientOrderId with the same content gives the order that is there.',
    headers: ['Account-Id', 'Prefer'],
    body: c.placeOrder,
    answers: { 201: a.orderAnswer, 202: a.orderAnswer },
    errors: [...OF_COMMAND, ...PLACE_ERRORS],
  },
  'POST /v1/orders/oco': {
    name: 'placeOco',
    topic: 'Orders',
    summary: 'Places two orders of which one cancels the other.',
    headers: ['Account-Id', 'Prefer'],
    body: c.placeOco,
    answers: { 201: a.ocoAnswer, 202: a.ocoAnswer },
    errors: [...OF_COMMAND, ...PLACE_ERRORS],
  },
  'POST /v1/orders/test': {
    name: 'testOrder',
    topic: 'Orders',
    summary: 'Says what placing the order would be answered, and does nothing.',
    headers: ['Account-Id'],
    body: c.placeOrder,
    answers: { 200: a.testAnswer },
    errors: ['ACCOUNT_CLOSED', 'ACCOUNT_FROZEN', ...PLACE_ERRORS],
  },
  'POST /v1/orders/batch': {
    name: 'placeOrders',
    topic: 'Orders',
    summary: 'Places orders, each decided alone, in the order given.',
    headers: ['Account-Id'],
    body: orderBatch,
    answers: { 200: a.batchAnswer },
  },
  'PATCH /v1/orders/{orderId}': {
    name: 'replaceOrder',
    topic: 'Orders',
    summary: 'Asks the market for other terms of an order. Less quantity alone keeps its priority.',
    path: q.orderPath,
    headers: ['Account-Id', 'Idempotency-Key', 'Prefer'],
    body: c.replaceOrder,
    answers: { 200: a.orderAnswer, 202: a.orderAnswer },
    errors: [
      ...OF_COMMAND,
      ...ENTRY_ERRORS,
      'ORDER_NOT_FOUND',
      'ORDER_CLOSED',
      'ORDER_NOT_REPLACEABLE',
      'ORDER_REPLACE_BELOW_FILLED',
    ],
  },
  'DELETE /v1/orders/{orderId}': {
    name: 'cancelOrder',
    topic: 'Orders',
    summary: 'Asks the market to cancel an order.',
    path: q.orderPath,
    headers: ['Account-Id', 'Idempotency-Key', 'Prefer'],
    answers: { 200: a.orderAnswer, 202: a.orderAnswer },
    errors: [...OF_COMMAND, 'ORDER_NOT_FOUND', 'ORDER_CLOSED'],
  },
  'DELETE /v1/orders': {
    name: 'cancelOrders',
    topic: 'Orders',
    summary:
      'Asks for every order that was placed before it to be cancelled, in one market or all.',
    query: c.cancelOrders,
    headers: ['Account-Id', 'Idempotency-Key'],
    answers: { 202: a.commandAnswer },
    errors: [...OF_COMMAND, 'ORDER_UNKNOWN_SYMBOL'],
  },
  'GET /v1/orders': {
    name: 'listOrders',
    topic: 'Orders',
    summary: 'The orders of an account, each as it is now.',
    query: q.ordersQuery,
    headers: ['Account-Id', ...TAGGED],
    answers: { 200: orderRowPage },
    errors: OF_READ,
    list: list('`decidedAt`, newest first'),
  },
  'GET /v1/orders/{orderId}': {
    name: 'readOrder',
    topic: 'Orders',
    summary: 'One order as it is now.',
    path: q.orderPath,
    query: q.oneQuery,
    headers: TAGGED,
    answers: { 200: a.orderRowAnswer },
    errors: [...OF_READ, 'ORDER_NOT_FOUND'],
  },
} as const satisfies Routes;
