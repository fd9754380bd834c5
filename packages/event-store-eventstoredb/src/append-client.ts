import { EventStoreDBClient } from '@eventstore/db-client';
import { withOwnConnection } from './connection-string.ts';
import { dispose } from './dispose.ts';

/**
 * The one client of this process that appends. The client package keeps appends under way in a table that all its
 * clients share: an error of one client rejects the appends of the others, and an answer that comes after that ends the
 * process. Logs with the same connection string share it.
 */
let shared:
  | { readonly connectionString: string; client: EventStoreDBClient; users: number }
  | undefined;

export interface AppendClient {
  readonly client: EventStoreDBClient;
  /** Takes a new client: an old one keeps the answer of a server that was not ready when it was asked first. */
  renew(): void;
  release(): Promise<void>;
}

/** @throws Error when this process appends to another server already */
export function takeAppendClient(connectionString: string): AppendClient {
  shared ??= {
    connectionString,
    client: connectAnew(connectionString),
    users: 0,
  };
  if (shared.connectionString !== connectionString) {
    throw new Error('A process appends to one EventStoreDB at a time: close the other log first');
  }
  const taken = shared;
  taken.users += 1;
  return {
    get client() {
      return taken.client;
    },
    renew: () => {
      void dispose(taken.client);
      taken.client = connectAnew(connectionString);
    },
    release: async () => {
      taken.users -= 1;
      if (taken.users > 0) return;
      if (shared === taken) shared = undefined;
      await dispose(taken.client);
    },
  };
}

function connectAnew(connectionString: string): EventStoreDBClient {
  return EventStoreDBClient.connectionString(withOwnConnection(connectionString));
}
