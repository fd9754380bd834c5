import type { PasswordAnswered, PasswordAsked } from './password-process.ts';
import { doPasswordJob } from './scrypt.ts';

/** Does what the parent asks for, and ends with it, however that ends. */
export function servePasswords(): void {
  process.once('disconnect', () => process.exit());
  // It may have gone while this process was still starting.
  if (!process.connected) process.exit();
  process.on('message', async ({ id, job }: PasswordAsked) => {
    const answer = await doPasswordJob(job);
    process.send?.(
      { id, answer } satisfies PasswordAnswered,
      undefined,
      undefined,
      () => undefined,
    );
  });
}
