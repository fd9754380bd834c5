import type { Data, values } from '@truetape/contracts';
import type { z } from 'zod';

export type Role = z.infer<typeof values.role>;
export type Scope = z.infer<typeof values.scope>;
export type Access = z.infer<typeof values.access>;
export type KeyKind = z.infer<typeof values.keyKind>;

/** Everything that is known of one user: JSON, so that it can be kept as it is. Times are those of the events. */
export interface User {
  readonly userId: string;
  /** Of the last event of its stream. */
  readonly revision: number;
  readonly status: 'active' | 'disabled' | 'erased';
  readonly registeredAt: string;
  readonly email?: string | undefined;
  readonly isEmailVerified: boolean;
  readonly password?: string | undefined;
  readonly mailTokens: readonly MailToken[];
  readonly roles: readonly Role[];
  /** By account. */
  readonly access: Readonly<Record<string, Access>>;
  /** Those that are not ended, the oldest first. */
  readonly sessions: readonly Session[];
  /** Those that are not revoked, the oldest first. */
  readonly keys: readonly ApiKey[];
  readonly totp?: Totp | undefined;
}

export type MailToken = Omit<Data<'MailTokenIssued'>, 'at'>;

export interface Session {
  readonly sessionId: string;
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly refreshedAt: string;
  /** When a second factor was shown last; absent where none was. */
  readonly steppedUpAt?: string | undefined;
  readonly device?: string | undefined;
  /** From where it was started. */
  readonly origin?: string | undefined;
  readonly refreshDigest: string;
  /** Marks of the tokens that were refreshed away: whoever shows one has it from somebody else. */
  readonly used: readonly string[];
}

/** The last 64 bits of a digest: among all tokens of one session, enough to know it again. */
export const markOf = (digest: string): string => digest.slice(-16);

export interface ApiKey extends Omit<Data<'ApiKeyCreated'>, 'at'> {
  readonly createdAt: string;
}

export interface Totp {
  readonly secret: string;
  readonly isEnabled: boolean;
  /** Codes up to this one count no more. */
  readonly lastStep: number;
  /** By their index; null where it was used. */
  readonly recoveryDigests: readonly (string | null)[];
}
