import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@truetape/embedded-postgres';

export interface Throwaway {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A server in a folder of its own, which goes with everything that is in it. */
export async function startThrowaway(): Promise<Throwaway> {
  const dataDir = await mkdtemp(join(tmpdir(), 'truetape-projections-'));
  // As root, Postgres runs as another user, who must get in.
  await chmod(dataDir, 0o755);
  const { url, stop } = await startEmbeddedPostgres({ dataDir });
  return {
    url,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
