import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Latencies, latencies } from '../measure/latencies.ts';
import type { FloodJob, FloodOutcome } from './flood-job.ts';

/** Of 127.0.0.0/8, which are all of this machine: a limit of one address does not stop the others. */
const ADDRESSES = 20;
const CONNECTIONS_PER_ADDRESS = 20;
/** Longer than a password may wait for its turn. */
const ANSWER_MS = 15_000;

/** Asks for sign-ins with wrong passwords at a fixed rate, whatever is answered; every second one of a known user. */
export async function flood(job: FloodJob): Promise<FloodOutcome> {
  const { ratePerSecond, durationMs, emails } = job;
  const agents = Array.from({ length: ADDRESSES }, () => {
    return new Agent({ keepAlive: true, maxSockets: CONNECTIONS_PER_ADDRESS });
  });
  const answers = new Map<string, Latencies>();
  const note = (answer: string, latencyMs: number) => {
    const known = answers.get(answer) ?? latencies();
    known.record(latencyMs);
    answers.set(answer, known);
  };
  const stepMs = 1_000 / ratePerSecond;
  const startMs = performance.now();
  const asked: Promise<void>[] = [];
  while (asked.length < durationMs / stepMs) {
    const due = startMs + asked.length * stepMs;
    if (due > performance.now()) {
      await sleep(1);
      continue;
    }
    const at = asked.length;
    const known = emails[Math.floor(at / 2) % emails.length];
    const email = at % 2 === 0 || known === undefined ? `nobody-${at}@bench.example` : known;
    const address = at % ADDRESSES;
    asked.push(
      signIn(job.port, email, address, agents[address]).then((answer) =>
        note(answer, performance.now() - due),
      ),
    );
  }
  await Promise.all(asked);
  for (const agent of agents) agent.destroy();
  return Object.fromEntries([...answers].map(([answer, each]) => [answer, each.summary()]));
}

function signIn(
  port: number,
  email: string,
  address: number,
  agent: Agent | undefined,
): Promise<string> {
  const body = JSON.stringify({ email, password: `wrong password of ${email}` });
  return new Promise((resolve) => {
    const asked = request(
      {
        ...{ host: '127.0.0.1', port, method: 'POST', path: '/v1/sessions', agent },
        localAddress: `127.0.${1 + address}.1`,
        timeout: ANSWER_MS,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve(`${answer.statusCode} ${codeIn(text)}`));
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('timeout')));
    asked.on('error', ({ message }) => resolve(`0 ${message}`));
    asked.end(body);
  });
}

function codeIn(text: string): string {
  try {
    return String((JSON.parse(text) as { readonly code?: unknown }).code);
  } catch {
    return 'no JSON';
  }
}
