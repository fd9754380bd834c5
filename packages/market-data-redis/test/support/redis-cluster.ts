import { setTimeout as sleep } from 'node:timers/promises';
import { RedisServer } from './redis-server.ts';

const SLOTS = 16_384;
const FORM_MS_MAX = 10_000;

/** Three real nodes, each with a third of the slots. */
export class RedisCluster {
  readonly nodes: readonly RedisServer[];

  private constructor(nodes: readonly RedisServer[]) {
    this.nodes = nodes;
  }

  static async start(): Promise<RedisCluster> {
    const starts = Array.from({ length: 3 }, () => RedisServer.start('--cluster-enabled', 'yes'));
    const cluster = new RedisCluster(await Promise.all(starts));
    await cluster.#form();
    return cluster;
  }

  get url(): string {
    return `redis+cluster://${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`;
  }

  async dispose(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.dispose()));
  }

  async #form(): Promise<void> {
    const [first, ...others] = this.nodes as [RedisServer, ...RedisServer[]];
    for (const { port } of others) {
      await first.operator.call('CLUSTER', 'MEET', '127.0.0.1', String(port));
    }
    const share = Math.ceil(SLOTS / this.nodes.length);
    for (const [i, { operator }] of this.nodes.entries()) {
      const to = Math.min(SLOTS, (i + 1) * share) - 1;
      await operator.call('CLUSTER', 'ADDSLOTSRANGE', String(i * share), String(to));
    }
    const deadline = performance.now() + FORM_MS_MAX;
    for (const { operator } of this.nodes) {
      for (;;) {
        const info = String(await operator.call('CLUSTER', 'INFO'));
        if (info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3')) break;
        if (performance.now() > deadline) throw new Error(`The cluster does not form: ${info}`);
        await sleep(20);
      }
    }
  }
}
