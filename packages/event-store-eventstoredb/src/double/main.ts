import { parseArgs } from 'node:util';
import { EventStoreDbDouble } from './double-server.ts';

/**
 * The double as a process of its own: `npm run double -- --port 2113`. Prints its connection string in one line when it
 * listens; ends on SIGTERM or SIGINT.
 */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const double = await EventStoreDbDouble.start({ port: Number(values.port) });
process.stdout.write(`EventStoreDB double listens at ${double.connectionString}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void double.shutDown().then(() => process.exit(0)));
}
