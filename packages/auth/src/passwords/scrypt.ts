import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { readPhc, type ScryptCost, writePhc } from './phc.ts';

/** What is asked of whoever does the work: a new hash, or whether a password is that of a hash. */
export type PasswordJob =
  | { readonly password: string; readonly cost: ScryptCost }
  | { readonly password: string; readonly hash: string };

/** A hash, or yes or no. */
export type PasswordAnswer = string | boolean;

const SALT_BYTES = 16;
const DIGEST_BYTES = 32;

const run = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** A thread of libuv is busy, and the memory taken, for as long as it takes. */
export async function doPasswordJob(job: PasswordJob): Promise<PasswordAnswer> {
  if ('cost' in job) {
    const salt = randomBytes(SALT_BYTES);
    return writePhc({ cost: job.cost, salt, digest: await digestOf(job.password, salt, job.cost) });
  }
  const { cost, salt, digest } = readPhc(job.hash);
  return timingSafeEqual(await digestOf(job.password, salt, cost), digest);
}

/** The hash of nobody's password: as much work as any other, and never right. */
export function nobodysHash(cost: ScryptCost): string {
  return writePhc({ cost, salt: Buffer.alloc(SALT_BYTES), digest: Buffer.alloc(DIGEST_BYTES) });
}

function digestOf(password: string, salt: Buffer, { ln, r, p }: ScryptCost): Promise<Buffer> {
  const N = 2 ** ln;
  // Node counts a little more than the 128 × N × r of the algorithm.
  return run(password, salt, DIGEST_BYTES, { N, r, p, maxmem: 256 * N * r });
}
