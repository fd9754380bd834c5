/** The one role and database of the embedded Postgres. */
export const ROLE = 'truetape';
export const DATABASE = 'truetape';

/** The server's settings. Read models can be rebuilt and their checkpoint commits with their rows. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '40',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Bounds the disk, and the time of a recovery after a crash.
  max_wal_size: '512MB',
  checkpoint_warning: '0',
  // Parallel queries need shared memory that small containers do not have.
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync',
  jit: 'off',
  logging_collector: 'off',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
};

/** The settings as command line arguments: those of the running version hold, whatever an older one wrote. */
export function settingFlags(extra: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries({ ...SETTINGS, ...extra }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

/** The environment of every Postgres program: nothing of ours, neither `PG…` variables nor secrets. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};
