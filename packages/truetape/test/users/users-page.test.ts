import { deepStrictEqual as equal, match } from 'node:assert';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, test } from 'vitest';
import { freePort, NO_POSTGRES, run, temporaryFolder, untilReady } from '../process/support.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/users.md'), 'utf8');

describe('docs/users.md', () => {
  test('leads from an address to a session', { timeout: 120_000 }, async () => {
    const [, script = ''] = /```sh\n([^`]+)```/.exec(page) ?? [];
    const [port, dataDir] = [await freePort(), temporaryFolder()];
    const service = run({
      environment: { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: NO_POSTGRES },
    });
    await untilReady(service, port);
    const env = {
      PATH: process.env.PATH,
      HOST: `http://127.0.0.1:${port}`,
      DATA_DIR: dataDir,
    };
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      env,
    });
    const answers = stdout.replace(/\}\{/g, '}\n{').split('\n');
    const [registered = '', verified = '', me = '', sessions = '', ended = ''] = answers;
    equal(answers.length, 5, stdout);
    equal(JSON.parse(registered), { status: 'mailed' });
    match(verified, /"receipt"/);
    equal(JSON.parse(me).email, 'ann@example.com');
    const [{ device, current }] = JSON.parse(sessions).items;
    equal([device, current], ['a shell', true]);
    match(ended, /"receipt"/);
  });
});
