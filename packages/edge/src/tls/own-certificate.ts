import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, type AgentOptions } from 'node:https';
import { checkServerIdentity, type PeerCertificate, rootCertificates } from 'node:tls';

/** How a connection to a service of ours knows that it is one. */
export interface OwnTrust {
  readonly ca: string[];
  readonly allowPartialTrustChain: true;
  readonly checkServerIdentity: (host: string, peer: PeerCertificate) => Error | undefined;
}

/** A service may still show the certificate that was in the file a moment ago. */
const KNOWN_MAX = 2;

/**
 * For connections of our own processes to each other, by whatever address: whoever shows the very certificate of this file
 * is one of us. Whoever shows another one must be who it is asked as, as everywhere.
 *
 * @returns asked for each connection, because the file may change
 */
export function trustOwn(certPath: string): () => OwnTrust {
  let known: readonly string[] = [];
  return () => {
    const now = readFileSync(certPath, 'utf8');
    if (known[0] !== now) known = [now, ...known].slice(0, KNOWN_MAX);
    const ours = new Set(known.map((pem) => new X509Certificate(pem).fingerprint256));
    return {
      ca: [...rootCertificates, ...known],
      // The chain may end at ours: who has issued it need not be known here.
      allowPartialTrustChain: true,
      checkServerIdentity: (host, peer) =>
        ours.has(peer.fingerprint256) ? undefined : checkServerIdentity(host, peer),
    };
  };
}

/** Keeps connections to a service of ours, each made with what is trusted at the time. */
export class OwnAgent extends Agent {
  readonly #trust: () => OwnTrust;

  constructor(certPath: string, options: AgentOptions) {
    super(options);
    this.#trust = trustOwn(certPath);
  }

  override createConnection(...[options, done]: Parameters<Agent['createConnection']>) {
    return super.createConnection({ ...options, ...this.#trust() }, done);
  }
}
