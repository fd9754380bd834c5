import type { z } from 'zod';
import type * as i from '../http/identity.ts';
import { RECEIPT } from './examples.ts';

const AT = '2026-11-21T01:22:18.123Z';
const SESSION_ID = 'k3vq7m2xw5n8p1r4t6y9a0b2c4';
const PUBLIC_KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';

export const DONE: i.IdentityAnswer = {
  receipt: { ...RECEIPT, stream: 'user-ann' },
  position: 21,
};

export const TOKENS: i.TokensAnswer = {
  userId: 'ann',
  sessionId: SESSION_ID,
  tokenType: 'Bearer',
  accessToken: 'eyJ…',
  expiresIn: 900,
  refreshToken: 'ttr_…',
  sessionExpiresAt: '2026-12-21T01:22:18.123Z',
};

export const SESSIONS: z.infer<typeof i.userSessionsAnswer> = {
  items: [
    {
      sessionId: SESSION_ID,
      current: true,
      startedAt: AT,
      refreshedAt: AT,
      expiresAt: '2026-12-21T01:22:18.123Z',
      device: 'a laptop',
    },
  ],
};

export const KEY: i.KeyAnswer = {
  keyId: '1f3a5b7c9d0e2f4a',
  kind: 'ed25519',
  name: 'the market maker',
  scopes: ['read', 'trade'],
  accountId: 'trader-1',
  networks: ['192.0.2.0/24'],
  createdAt: AT,
  publicKey: PUBLIC_KEY,
};

export const NEW_KEY: z.input<typeof i.createKey> = {
  kind: 'ed25519',
  name: 'the market maker',
  scopes: ['read', 'trade'],
  accountId: 'trader-1',
  networks: ['192.0.2.0/24'],
  publicKey: PUBLIC_KEY,
};

export const USER: i.UserAnswer = {
  userId: 'ann',
  status: 'active',
  registeredAt: AT,
  email: 'ann@example.com',
  emailVerified: true,
  roles: [],
  accounts: [{ accountId: 'trader-1', access: 'owner' }],
  secondFactor: false,
};

export const TOKEN_KEYS: z.infer<typeof i.jwksAnswer> = {
  keys: [
    {
      kty: 'OKP',
      crv: 'Ed25519',
      use: 'sig',
      alg: 'EdDSA',
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      x: PUBLIC_KEY,
    },
  ],
};
