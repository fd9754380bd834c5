import { assert } from '@truetape/kernel';

/** How the streams of one log are called on a server that may hold other things as well. */
export class Namespace {
  /** What the name of every stream of this log begins with on the server. */
  readonly prefix: string;
  /** Holds the log's id and nothing else. It lacks the prefix, so that no reader ever sees it. */
  readonly logIdStream: string;
  /** Holds the last comparison of clocks; no reader sees it either. */
  readonly clockStream: string;

  constructor(name: string) {
    assert(/^[a-z0-9-]{1,40}$/.test(name), 'a namespace is 1 to 40 of a-z, 0-9 and -');
    this.prefix = `${name}.`;
    this.logIdStream = `${name}-log`;
    this.clockStream = `${name}-clock`;
  }

  onServer(stream: string): string {
    return this.prefix + stream;
  }

  holds(serverStream: string): boolean {
    return serverStream.startsWith(this.prefix);
  }

  streamOf(serverStream: string): string {
    return serverStream.slice(this.prefix.length);
  }
}
