import { deepStrictEqual, strictEqual } from 'node:assert';
import { openApi, ROUTES } from '@truetape/contracts/http-api';
import { describe, test } from 'vitest';
import { startBothApis } from './both-apis.ts';
import { PAGES } from './pages.ts';

/** Registered by the edge before anything else can hear of it. */
const OPERATIONS = ['GET /health', 'GET /health/live', 'GET /health/ready', 'GET /metrics'];

describe('both APIs', () => {
  test('have every route of the table, and no other', async () => {
    const { routes } = await startBothApis(() => undefined);
    const registered = routes
      .filter((route) => !route.startsWith('HEAD '))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'));
    const known = [...Object.keys(ROUTES), ...PAGES];
    deepStrictEqual([...registered, ...OPERATIONS].sort(), known.sort());
  });

  test('say what they are, whoever asks', async () => {
    const { port } = await startBothApis(() => undefined);
    const answer = await fetch(`http://127.0.0.1:${port}/openapi.json`);
    strictEqual(answer.status, 200);
    deepStrictEqual(await answer.json(), JSON.parse(JSON.stringify(openApi())));
  });

  test.each([...OPERATIONS, 'GET /asyncapi.json'])('%s answers what it says', async (route) => {
    const { port } = await startBothApis(() => undefined);
    const answer = await fetch(`http://127.0.0.1:${port}${route.slice('GET '.length)}`);
    strictEqual(answer.status, 200);
  });
});
