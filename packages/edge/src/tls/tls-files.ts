import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Logger } from '@truetape/observability';

/** Where a certificate with its chain and its key are, as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

const LOOK_MS = 1_000;

export interface TlsOptions {
  readonly cert: string;
  readonly key: string;
  readonly minVersion: 'TLSv1.2';
}

/** @throws Error with one line for the operator when they cannot be read, or are no pair */
export function readTls({ cert, key }: TlsFiles): TlsOptions {
  try {
    const options: TlsOptions = {
      cert: readFileSync(cert, 'utf8'),
      key: readFileSync(key, 'utf8'),
      minVersion: 'TLSv1.2',
    };
    createSecureContext(options);
    return options;
  } catch (error) {
    // Of OpenSSL's words none are of the key itself.
    throw new Error(`TLS_CERT and TLS_KEY cannot be used: ${(error as Error).message}`);
  }
}

/**
 * Takes a new certificate for new connections as soon as the files have changed. Files that are no pair change nothing:
 * one may be written before the other.
 */
export function renewTls(server: Server, files: TlsFiles, logger: Logger): void {
  const renew = () => {
    try {
      server.setSecureContext(readTls(files));
      logger.info('the certificate was read again');
    } catch (error) {
      logger.error({ reason: (error as Error).message }, 'the certificate before counts on');
    }
  };
  const paths = new Set([files.cert, files.key]);
  for (const path of paths) watchFile(path, { interval: LOOK_MS, persistent: false }, renew);
  server.once('close', () => {
    for (const path of paths) unwatchFile(path, renew);
  });
}
