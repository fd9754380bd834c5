import type { StartAgain } from '@truetape/embedded-postgres';
import type { Service } from '@truetape/service';
import { RestartLimit } from './restart-limit.ts';
import { say } from './supervise.ts';

const RESTART_MS = 1_000;

/**
 * Starts the Postgres of the data folder, and once more when it ends: who asks it finds it where it was. One that ends
 * too often stays down, and orders go on without read models.
 */
export async function supervisePostgres({ config, logger }: Pick<Service, 'config' | 'logger'>) {
  const { startEmbeddedPostgres } = await import('@truetape/embedded-postgres');
  const limit = new RestartLimit();
  const ended = (startAgain: StartAgain, how: string): void => {
    logger.error({ component: 'postgres', how }, 'a process has ended');
    const whyNot = limit.ended(null, undefined);
    if (whyNot !== undefined) {
      say(`postgres has ended (${how}) and stays down: ${whyNot}.`);
      return;
    }
    say(`postgres has ended (${how}) and is started again.`);
    const again = () => startAgain().catch(({ message }: Error) => ended(startAgain, message));
    setTimeout(again, RESTART_MS).unref();
  };
  return startEmbeddedPostgres({ dataDir: config.dataDir, onEnded: ended });
}
