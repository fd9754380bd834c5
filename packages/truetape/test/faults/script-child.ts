import { startOnFolder } from '../process/sweep.ts';
import { play } from './script.ts';

/**
 * The order path on a log on disk, without HTTP and read models. It tells each receipt on standard output, which is
 * outside of the disk that fails.
 */
const venue = await startOnFolder(process.argv[2] ?? '');
await play(venue, (answer) => {
  if (answer.kind === 'done') process.stdout.write(`${JSON.stringify(answer.receipt)}\n`);
});
await venue.stop();
await venue.log.close();
