import { type Config, PROCESSES, type ProcessName } from '@truetape/service';

/** Where a process answers, as seen from this machine; undefined when it has no port. */
export function urlOf({ host, ports, edge }: Config, name: ProcessName): string | undefined {
  const port = ports[PROCESSES[name]];
  if (port === undefined) return undefined;
  const scheme = edge.tls === undefined ? 'http' : 'https';
  return `${scheme}://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
}
