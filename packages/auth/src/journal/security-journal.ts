import { versioned } from '@truetape/codec';
import { actorOf } from '../identity/actor.ts';
import type { Principal } from '../identity/principal.ts';
import type { Addresses } from './addresses.ts';
import { Denials, type Denied } from './denials.ts';
import type { SecurityWriter } from './security-writer.ts';

/** Somebody of the staff looks at what is somebody's own. */
export interface StaffRead {
  /** `GET /v1/orders`, or `stream orders` for a channel. */
  readonly route: string;
  readonly principal: Principal;
  readonly address: string;
  readonly requestId: string;
  /** Absent where it is not one account's. */
  readonly accountId?: string | undefined;
}

/** Writes into the stream `security` who was refused, and who of the staff looked at what is somebody's own. */
export interface SecurityJournal {
  /** Nobody waits for it: the log may be slow, or away for a while. */
  readonly denied: (denied: Denied) => void;
  /** True when the event is on disk: only then may the answer leave. */
  readonly read: (read: StaffRead) => Promise<boolean>;
  /** For whoever else writes from where somebody came. */
  readonly addresses: Addresses;
}

export interface RunningJournal extends SecurityJournal {
  /** Writes what waits. @returns how many denials could not be written in time */
  readonly stop: () => Promise<number>;
}

export interface SecurityJournalOptions {
  readonly writer: SecurityWriter;
  readonly addresses: Addresses;
  readonly clockMs: () => number;
}

export function createSecurityJournal(options: SecurityJournalOptions): RunningJournal {
  const { writer, addresses, clockMs } = options;
  const denials = new Denials({ writer, addresses, clockMs });
  return {
    addresses,
    denied: denials.add,
    read: async ({ route, principal, address, requestId, accountId }) => {
      const origin = await addresses.of(principal.userId, address);
      const event = versioned('AuditorRead', {
        correlationId: requestId,
        actor: actorOf(principal, requestId, origin),
        data: {
          ...(accountId === undefined ? {} : { accountId }),
          at: new Date(clockMs()).toISOString(),
          route,
        },
      });
      return (await writer.writeSoon([event])) !== undefined;
    },
    stop: async () => {
      const lost = await denials.stop();
      writer.stop();
      return lost;
    },
  };
}
