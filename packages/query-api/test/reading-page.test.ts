import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Venue } from '@truetape/projections/testing';
import { describe, expect, test } from 'vitest';
import { venuesOnPostgres } from './open-venue.ts';
import { tokenOf } from './support.ts';

const { openVenue } = venuesOnPostgres();

const page = readFileSync(join(import.meta.dirname, '../../../docs/reading.md'), 'utf8');

/** What the page says has happened. */
function script(venue: Venue): void {
  for (const price of ['90', '91', '92']) {
    venue.place('trader-1', { side: 'buy', price, quantity: '1', clientOrderId: `at-${price}` });
  }
  venue.place('trader-2', { side: 'sell', price: '91', quantity: '1.5' });
}

/** Those that the page speaks of. */
const SHOWN = ['content-type', 'cache-control', 'etag', 'truetape-position', 'link', 'retry-after'];

describe('the page about reading', () => {
  test('shows what is answered', async () => {
    const { app } = await openVenue(script);
    const [, example = ''] = page.split('```');
    const lines = example.trim().split('\n');
    const seen: string[] = [];
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] as string;
      if (!line.startsWith('> GET ')) continue;
      const headers: Record<string, string> = {
        authorization: `Bearer ${tokenOf('trader-1')}`,
        'x-request-id': 'r-1',
      };
      seen.push(line);
      for (let next = lines[at + 1]; next?.startsWith('> ') && !next.startsWith('> GET '); ) {
        const [name = '', value = ''] = next.slice(2).split(': ');
        headers[name.toLowerCase()] = value;
        seen.push(next);
        at += 1;
        next = lines[at + 1];
      }
      const answer = await app.inject({ method: 'GET', url: line.slice(6), headers });
      seen.push(`< ${answer.statusCode}`);
      for (const name of SHOWN) {
        const value = answer.headers[name];
        if (value !== undefined) seen.push(`< ${name}: ${value}`);
      }
      if (answer.body !== '')
        seen.push(
          ...answer.body
            .trimEnd()
            .split('\r\n')
            .map((one) => `< ${one}`),
        );
    }
    expect(lines.join('\n')).toBe(seen.join('\n'));
  });
});
