import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AttackOptions, type AttackPlan, type AttackReport, planOf } from './attack.ts';
import type { AttackersJob } from './attackers-job.ts';

/** A service takes so many connections of one address and no more: these come from several. */
const PER_ADDRESS = 1_000;
const OPENING_AT_ONCE = 100;
/** Whoever is sent away comes back after so long. */
const BACK_MS = 100;

/** The attackers of one process. State between jobs: their connections. */
export function makeAttackers(): (job: AttackersJob) => Promise<AttackReport | undefined> {
  let end: () => AttackReport = () => ({ openMax: 0, ended: 0, answers: {} });
  return async (job) => {
    if (job.kind === 'end') return end();
    const plan = planOf(job.attack, job.token);
    end = await begin({ ...plan, connections: job.connections ?? plan.connections }, job);
    return undefined;
  };
}

/** Settles when every connection is open, or was refused. @returns how it ends */
async function begin(plan: AttackPlan, { port }: AttackOptions): Promise<() => AttackReport> {
  const open = new Set<Socket>();
  const answers: Record<string, number> = {};
  let openMax = 0;
  let ended = 0;
  let isOver = false;

  const openOne = (at: number): Promise<void> => {
    const localAddress = `127.0.1.${1 + Math.floor(at / PER_ADDRESS)}`;
    const socket = connect({ host: '127.0.0.1', port, localAddress, noDelay: true });
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      for (const [, status = ''] of bytes.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
        answers[status] = (answers[status] ?? 0) + 1;
        if (plan.again !== undefined) socket.write(plan.again);
      }
    });
    return new Promise((settled) => {
      socket.once('connect', () => {
        open.add(socket);
        openMax = Math.max(openMax, open.size);
        socket.write(plan.first, 'latin1');
        settled();
      });
      socket.once('close', () => {
        settled();
        open.delete(socket);
        if (isOver) return;
        ended += 1;
        setTimeout(() => isOver || openOne(at), BACK_MS);
      });
    });
  };

  for (let at = 0; at < plan.connections; at += OPENING_AT_ONCE) {
    const size = Math.min(OPENING_AT_ONCE, plan.connections - at);
    await Promise.all(Array.from({ length: size }, (_, more) => openOne(at + more)));
    // All at once would be another attack.
    await sleep(1);
  }
  const { drip } = plan;
  const dripping =
    drip &&
    setInterval(() => {
      for (const socket of open) socket.write(drip.bytes);
    }, drip.everyMs);
  return () => {
    isOver = true;
    clearInterval(dripping);
    for (const socket of open) socket.destroy();
    return { openMax, ended, answers };
  };
}
