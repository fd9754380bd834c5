import type { Routes } from '../route.ts';
import { health, interfaceDocument, liveness, readiness } from '../service-answers.ts';

/** What machines watch, and what says what all of this is. */
export const SERVICE_ROUTES = {
  'GET /health': {
    name: 'readHealth',
    topic: 'Service',
    summary: 'Whether requests can be served, with what that depends on.',
    credentials: 'ignored',
    answers: { 200: health, 503: health },
  },
  'GET /health/ready': {
    name: 'readReadiness',
    topic: 'Service',
    summary: 'Whether requests can be served.',
    credentials: 'ignored',
    answers: { 200: readiness, 503: readiness },
  },
  'GET /health/live': {
    name: 'readLiveness',
    topic: 'Service',
    summary: 'That the process is there.',
    credentials: 'ignored',
    answers: { 200: liveness },
  },
  'GET /metrics': {
    name: 'readMetrics',
    topic: 'Service',
    summary: 'What is counted, as Prometheus reads it.',
    credentials: 'ignored',
    answers: { 200: { mediaType: 'text/plain' } },
  },
  'GET /openapi.json': {
    name: 'readOpenApi',
    topic: 'Service',
    summary: 'This document.',
    credentials: 'optional',
    answers: { 200: interfaceDocument },
  },
  'GET /asyncapi.json': {
    name: 'readAsyncApi',
    topic: 'Service',
    summary: 'What the feeds speak.',
    credentials: 'optional',
    answers: { 200: interfaceDocument },
  },
  'GET /v1/stream': {
    name: 'openStream',
    topic: 'Service',
    summary: 'Opens the feeds: a WebSocket, described by asyncapi.json.',
    credentials: 'optional',
    answers: 'webSocket',
    errors: ['AUTH_FORBIDDEN'],
  },
  'GET /v1/session': {
    name: 'openSession',
    topic: 'Service',
    summary: 'Opens a trading session: a WebSocket.',
    headers: ['Account-Id'],
    answers: 'webSocket',
  },
} as const satisfies Routes;
