import type { Data } from '@truetape/contracts';
import type { Access, Role } from './user.ts';

/** What was shown as a second factor: found to be right, to be used up by what is asked for. */
export interface Factor {
  readonly totpStep?: number | undefined;
  readonly recoveryCode?: number | undefined;
}

type Without<Type extends keyof Asked> = Omit<Asked[Type], 'at'>;
interface Asked {
  readonly register: Data<'UserRegistered'>;
  readonly mail: Data<'MailTokenIssued'>;
  readonly session: Data<'SessionStarted'>;
  readonly key: Data<'ApiKeyCreated'>;
}

/** What is asked of a user. What is secret in it is sealed or a digest already. */
export type UserCommand =
  | ({ readonly type: 'Register'; readonly mail?: Without<'mail'> } & Without<'register'>)
  | {
      /** Somebody registers with an address that has a user already. */
      readonly type: 'RegisterAgain';
      readonly password: string;
      /** One token, by what it is used for. */
      readonly verify: Without<'mail'>;
      readonly reset: Without<'mail'>;
    }
  | { readonly type: 'IssueMailToken'; readonly mail: Without<'mail'> }
  | {
      readonly type: 'VerifyEmail';
      readonly digest: string;
      /** The password that was found to be right. */
      readonly shown: string | undefined;
    }
  | { readonly type: 'ResetPassword'; readonly digest: string; readonly password: string }
  | {
      readonly type: 'ChangePassword';
      readonly password: string;
      /** The one that was found to be right. */
      readonly shown: string | undefined;
      /** The one that asks goes on. */
      readonly keep: string | undefined;
    }
  | {
      readonly type: 'RehashPassword';
      /** The password as it was stored when it was found to be right. */
      readonly shown: string | undefined;
      readonly password: string;
    }
  | { readonly type: 'FailSignIn'; readonly reason: Data<'SignInFailed'>['reason'] }
  | ({
      readonly type: 'StartSession';
      /** The password that was found to be right. */
      readonly shown: string | undefined;
    } & Without<'session'>)
  | {
      readonly type: 'RefreshSession';
      readonly sessionId: string;
      readonly shown: string;
      readonly next: string;
    }
  | ({ readonly type: 'StepUp'; readonly sessionId: string } & Factor)
  | { readonly type: 'EndSession'; readonly sessionId: string; readonly by: 'user' | 'staff' }
  | { readonly type: 'EndSessions'; readonly keep?: string | undefined }
  | { readonly type: 'PrepareTotp'; readonly secret: string }
  | {
      readonly type: 'EnableTotp';
      /** The secret that the code was of. */
      readonly shown: string;
      readonly totpStep: number;
      readonly recoveryDigests: readonly string[];
    }
  | ({ readonly type: 'DisableTotp' } & Factor)
  | ({ readonly type: 'CreateKey' } & Without<'key'>)
  | { readonly type: 'RevokeKey'; readonly keyId: string }
  | { readonly type: 'ChangeRoles'; readonly roles: readonly Role[] }
  | { readonly type: 'GrantAccess'; readonly accountId: string; readonly access: Access }
  | { readonly type: 'WithdrawAccess'; readonly accountId: string }
  | {
      readonly type: 'ChangeStatus';
      readonly status: 'active' | 'disabled';
      readonly reason: string;
    }
  | { readonly type: 'Erase' }
  /** Where nobody has answered the mail of the registration, long after it counted. */
  | { readonly type: 'EraseAbandoned' };
