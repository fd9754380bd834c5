import { startEmbeddedPostgres } from '../src/embedded-postgres.ts';

// A process of its own for the tests: starts Postgres for the folder in argv, reports on stdout, stops at stdin's end.
const startedAt = performance.now();
try {
  const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
  process.stdout.write(
    `${JSON.stringify({ url: postgres.url, startMs: Math.round(performance.now() - startedAt) })}\n`,
  );
  process.stdin.resume();
  process.stdin.on('end', () => void postgres.stop());
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).message })}\n`);
}
