import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { replayCommand } from '../../src/replay/command.ts';
import type { ReplayCommandOptions } from '../../src/replay/command-options.ts';
import { startVenueDouble } from '../double/venue-double.ts';
import { folderWith, KEYS } from './support.ts';

const program = { command: 'false', arguments: [] };
const orders = 'seq,recv_ms,action,order_id,side,price_cents,quantity_satoshi\n0,1,new,1,buy,5,7\n';

afterEach(() => {
  vi.restoreAllMocks();
});

async function printed(options: Omit<ReplayCommandOptions, 'program'>) {
  const lines: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      lines[stream] += String(text);
      return true;
    });
  }
  return { code: await replayCommand({ ...options, program }), ...lines };
}

describe('the replay command', () => {
  it('prints one JSON object and nothing else with --json', async () => {
    const double = await startVenueDouble();
    const folder = folderWith({ 'orders.csv': orders, 'keys.json': KEYS });
    const options = { folder, url: double.url, keys: join(folder, 'keys.json'), json: true };
    const { code, stdout, stderr } = await printed(options);
    await double.close();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ orders: 1, trades: 0, recordedTrades: 0 });
  });

  it.each([
    [{ speed: 'fast' }, 'replay: --speed fast is not a multiple such as 1x or 10x.\n'],
    [{ speed: '0x' }, 'replay: --speed 0x is not a multiple such as 1x or 10x.\n'],
    [{ batch: '101' }, 'replay: --batch 101 is not a number from 1 to 100.\n'],
    [{ url: 'http://127.0.0.1:1', keys: '/nowhere' }, 'replay: /nowhere cannot be read as keys'],
  ])('says in one line what is wrong with %j and answers 1', async (wrong, line) => {
    const folder = folderWith({ 'orders.csv': orders });
    const { code, stderr } = await printed({ folder, ...wrong });
    expect(code).toBe(1);
    expect(stderr).toContain(line);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});
