import { asyncApi } from '@truetape/contracts';
import { describe, expect, test } from 'vitest';
import { openApi, openLog } from './support.ts';

describe('what the feeds speak', () => {
  test('is told to programs', async () => {
    const { app } = await openApi(openLog());
    const answer = await app.inject({ method: 'GET', url: '/asyncapi.json' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(answer.body)).toEqual(JSON.parse(JSON.stringify(asyncApi())));
  });

  test('is told to people, with nothing from elsewhere', async () => {
    const { app } = await openApi(openLog());
    const { statusCode, headers, body } = await app.inject({ method: 'GET', url: '/docs/feeds' });
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    for (const name of Object.keys(asyncApi().components.schemas)) {
      expect(body).toContain(`<h3 id="${name}">`);
    }
    expect(body).not.toMatch(/<script|src=|https?:/);
    for (const [, link = ''] of body.matchAll(/href="#([^"]+)"/g)) {
      expect(body).toContain(`id="${link}"`);
    }
  });
});
