import { EventStoreDbDouble, type Member } from './double-server.ts';
import { StoredLog } from './stored-log.ts';

/** Some doubles that share a log, one of which is the leader: for tests of elections. */
export class DoubleCluster {
  readonly log: StoredLog;
  readonly nodes: EventStoreDbDouble[] = [];
  #leader: number | undefined = 0;
  readonly #down = new Set<number>();

  private constructor(log: StoredLog) {
    this.log = log;
  }

  static async start(size = 3): Promise<DoubleCluster> {
    const cluster = new DoubleCluster(new StoredLog());
    for (let index = 0; index < size; index++) {
      const { log } = cluster;
      const members = () => cluster.#members();
      cluster.nodes.push(await EventStoreDbDouble.start({ log, members }));
    }
    return cluster;
  }

  get connectionString(): string {
    const hosts = this.nodes.map(({ port }) => `127.0.0.1:${port}`);
    return `esdb://${hosts.join(',')}?tls=false`;
  }

  /** The leader dies, or only resigns, and nobody leads until {@link elect}. */
  async loseLeader(how: 'dies' | 'resigns'): Promise<void> {
    const leader = this.#leader;
    if (leader === undefined) return;
    this.#leader = undefined;
    const node = this.nodes[leader] as EventStoreDbDouble;
    if (how === 'resigns') {
      node.drop();
    } else {
      this.#down.add(leader);
      await node.shutDown();
    }
  }

  elect(index: number): void {
    this.#leader = index;
  }

  async revive(): Promise<void> {
    for (const index of this.#down) await this.nodes[index]?.listen();
    this.#down.clear();
  }

  async shutDown(): Promise<void> {
    for (const node of this.nodes) await node.shutDown();
  }

  #members(): Member[] {
    return this.nodes.flatMap(({ port }, index) => {
      if (this.#down.has(index)) return [];
      const follows = this.#leader === undefined ? 'unknown' : 'follower';
      return [{ host: '127.0.0.1', port, role: index === this.#leader ? 'leader' : follows }];
    });
  }
}
