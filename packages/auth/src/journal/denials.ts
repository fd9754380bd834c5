import { setTimeout as pause } from 'node:timers/promises';
import { versioned } from '@truetape/codec';
import type { ErrorCode } from '@truetape/contracts';
import { networkOf } from '@truetape/edge';
import type { NewEvent } from '@truetape/kernel';
import { actorOf } from '../identity/actor.ts';
import type { Principal } from '../identity/principal.ts';
import type { Addresses } from './addresses.ts';
import { type Counted, DenialRate } from './denial-rate.ts';
import type { SecurityWriter } from './security-writer.ts';

/** Somebody was refused for who they are, or for what they may not do. */
export interface Denied {
  readonly code: ErrorCode;
  /** `POST /v1/orders`, or `stream orders` for a channel. */
  readonly route: string;
  /** Null where nobody is known. */
  readonly principal: Principal | null;
  readonly address: string;
  readonly requestId: string;
}

export interface DenialsOptions {
  readonly writer: SecurityWriter;
  readonly addresses: Addresses;
  readonly clockMs: () => number;
}

interface Waiting {
  readonly denied: Denied;
  readonly atMs: number;
}

/** Denials that wait to be told one by one: what comes beyond them is counted. */
const WAITING_MAX = 1_000;
/** Of one append. */
const BATCH_MAX = 100;
/** So long it is counted until the count is told. */
const COUNTING_MS = 1_000;
/** A log that is away is asked again after that. */
const AGAIN_MS = 500;
/** So long a stop waits for the log. */
const STOP_WITHIN_MS = 2_000;

/** Every denial in exactly one event, written beside the answer: those of a moment in one append. */
export class Denials {
  readonly #options: DenialsOptions;
  readonly #rate = new DenialRate();
  readonly #waiting: Waiting[] = [];
  /** How many are in the append that is under way. */
  #leaving = 0;
  #writing: Promise<void> | undefined;
  #counting: NodeJS.Timeout | undefined;
  /** What is counted is told with the next append. */
  #isCounted = false;
  #isStopping = false;
  #isStopped = false;

  constructor(options: DenialsOptions) {
    this.#options = options;
  }

  readonly add = (denied: Denied): void => {
    const { code, address, requestId } = denied;
    const atMs = this.#options.clockMs();
    const hasPlace = this.#waiting.length < WAITING_MAX;
    if (hasPlace && this.#rate.isTold(code, networkOf(address), atMs)) {
      this.#waiting.push({ denied, atMs });
      this.#write();
      return;
    }
    this.#rate.count(code, requestId, atMs);
    if (this.#isStopping) this.#tellCounted();
    else this.#counting ??= setTimeout(this.#tellCounted, COUNTING_MS).unref();
  };

  /** @returns how many could not be written in time */
  async stop(): Promise<number> {
    this.#isStopping = true;
    this.#tellCounted();
    await Promise.race([this.#writing, pause(STOP_WITHIN_MS, undefined, { ref: false })]);
    this.#isStopped = true;
    return this.#leaving + this.#waiting.length + this.#rate.waiting;
  }

  readonly #tellCounted = (): void => {
    clearTimeout(this.#counting);
    this.#counting = undefined;
    this.#isCounted = true;
    this.#write();
  };

  #write(): void {
    this.#writing ??= this.#run().finally(() => {
      this.#writing = undefined;
    });
  }

  async #run(): Promise<void> {
    for (;;) {
      const told = this.#waiting.splice(0, BATCH_MAX);
      const counted = this.#isCounted ? this.#rate.take() : [];
      this.#isCounted = false;
      if (told.length + counted.length === 0) return;
      this.#leaving = counted.reduce((sum, { count }) => sum + count, told.length);
      const events = await Promise.all(told.map((each) => this.#eventOf(each)));
      await this.#append([...events, ...counted.map(eventOfCounted)]);
      if (this.#isStopped) return;
      this.#leaving = 0;
    }
  }

  async #append(events: readonly NewEvent[]): Promise<void> {
    while ((await this.#options.writer.write(events)) === undefined && !this.#isStopped) {
      await pause(AGAIN_MS, undefined, { ref: false });
    }
  }

  async #eventOf({ denied, atMs }: Waiting): Promise<NewEvent> {
    const { code, route, principal, address, requestId } = denied;
    const { addresses } = this.#options;
    const data = { at: timeOf(atMs), code, route };
    if (principal === null) {
      const origin = await addresses.ofNobody(address);
      return versioned('AccessDenied', {
        correlationId: requestId,
        data: origin === undefined ? data : { ...data, origin },
      });
    }
    const origin = await addresses.of(principal.userId, address);
    const actor = actorOf(principal, requestId, origin);
    return versioned('AccessDenied', { correlationId: requestId, actor, data });
  }
}

const eventOfCounted = ({ code, count, fromMs, toMs, requestId }: Counted): NewEvent =>
  versioned('AccessesDenied', {
    correlationId: requestId,
    data: { code, count, from: timeOf(fromMs), to: timeOf(toMs) },
  });

const timeOf = (atMs: number) => new Date(atMs).toISOString();
