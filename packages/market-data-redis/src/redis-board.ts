import { failed, ok } from '@truetape/kernel';
import type {
  Beat,
  BoardListener,
  Epoch,
  MarketBoard,
  MarketChange,
  MarketState,
  Place,
  Posted,
  Put,
} from '@truetape/market-data';
import type { Logger } from '@truetape/observability';
import { type Cluster, Redis } from 'ioredis';
import { COMMAND_MS_MAX, connect } from './connect.ts';
import { changedFields, fieldsOf, postedIn } from './fields.ts';
import { APPLY, BEAT, REPLACE } from './scripts.ts';

export interface RedisBoardOptions {
  readonly url: string;
  readonly logId: string;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Other scripts; for tests, which leave a comparison out. */
  readonly scripts?: { readonly replace: string; readonly apply: string; readonly beat: string };
}

/** Of what is posted: nobody needs what nobody keeps up any more. */
const LIVES_MS = 60 * 60 * 1_000;

/** What is told: a change or a beat. */
type Message = { readonly epoch: Epoch; readonly change: MarketChange } | { readonly beat: Beat };

/**
 * A board on Redis, single or a cluster. A market is one key, and everything that changes it is one script on that key; who
 * listens has a connection of its own.
 */
export class RedisBoard implements MarketBoard {
  readonly #options: RedisBoardOptions;
  readonly #scripts: { readonly replace: string; readonly apply: string; readonly beat: string };
  readonly #commands: Redis | Cluster;
  readonly #subscriber: Redis | Cluster;
  readonly #listeners = new Set<BoardListener>();
  /** What all names begin with: of another log, or of another form, they are others. */
  readonly #prefix: string;
  readonly #ping: NodeJS.Timeout;
  #isListening = false;
  #isInTrouble = false;
  #isOpen = true;

  constructor(options: RedisBoardOptions) {
    this.#options = options;
    this.#scripts = options.scripts ?? { replace: REPLACE, apply: APPLY, beat: BEAT };
    this.#prefix = `truetape:2:${options.logId}`;
    this.#commands = connect(options.url);
    this.#subscriber = connect(options.url);
    for (const client of [this.#commands, this.#subscriber]) {
      client.on('error', (error: Error) => this.#troubled(error));
    }
    this.#subscriber.on('ready', () => void this.#subscribe());
    this.#subscriber.on('close', () => {
      this.#isListening = false;
    });
    this.#subscriber.on('message', (_channel: string, text: string) => this.#heard(text));
    // A connection of which nothing is asked would not be missed.
    this.#ping = setInterval(() => {
      if (this.#isListening) this.#subscriber.ping().catch((error) => this.#troubled(error));
    }, COMMAND_MS_MAX);
  }

  replace(epoch: Epoch, state: MarketState): Promise<Put> {
    const { symbol, sequence } = state.head;
    return this.#put(this.#scripts.replace, this.#marketKey(symbol), [
      epoch,
      sequence,
      LIVES_MS,
      JSON.stringify(fieldsOf(state)),
    ]);
  }

  apply(epoch: Epoch, change: MarketChange): Promise<Put> {
    const { symbol, sequence } = change.head;
    const { gone, changed, set } = changedFields(change);
    return this.#put(this.#scripts.apply, this.#marketKey(symbol), [
      epoch,
      change.previous,
      sequence,
      LIVES_MS,
      this.#prefix,
      JSON.stringify({ epoch, change } satisfies Message),
      JSON.stringify(gone),
      JSON.stringify(changed),
      JSON.stringify(set),
    ]);
  }

  beat(beat: Beat): Promise<Put> {
    const message = JSON.stringify({ beat } satisfies Message);
    return this.#put(this.#scripts.beat, this.#epochKey, [
      beat.epoch,
      LIVES_MS,
      this.#prefix,
      message,
    ]);
  }

  lastEpoch(): Promise<Epoch | undefined> {
    return this.#ask(async (redis) => (await redis.get(this.#epochKey)) ?? undefined);
  }

  placeOf(symbol: string): Promise<Place | undefined> {
    return this.#ask(async (redis) => {
      const [epoch, sequence] = await redis.hmget(this.#marketKey(symbol), 'epoch', 'sequence');
      if (epoch == null || sequence == null) return undefined;
      return { epoch, sequence: Number(sequence) };
    });
  }

  read(symbol: string): Promise<Posted | undefined> {
    return this.#ask(async (redis) => postedIn(await redis.hgetall(this.#marketKey(symbol))));
  }

  listen(listener: BoardListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  isThere(): boolean {
    return this.#isOpen && this.#isListening && isUp(this.#commands);
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    clearInterval(this.#ping);
    this.#listeners.clear();
    this.#commands.disconnect();
    this.#subscriber.disconnect();
  }

  get #epochKey(): string {
    return `${this.#prefix}:epoch`;
  }

  #marketKey(symbol: string): string {
    return `${this.#prefix}:{${symbol}}`;
  }

  async #put(script: string, key: string, values: readonly (string | number)[]): Promise<Put> {
    const said = await this.#ask((redis) => redis.eval(script, 1, key, ...values));
    if (said === 'TAKEN') return ok(undefined);
    return failed(said === 'REPLACED' || said === 'BEHIND' ? said : 'UNAVAILABLE');
  }

  /** Undefined also when there is no answer. */
  async #ask<T>(question: (redis: Redis | Cluster) => Promise<T>): Promise<T | undefined> {
    if (!this.#isOpen) return undefined;
    try {
      const answer = await question(this.#commands);
      if (this.#isInTrouble) {
        this.#isInTrouble = false;
        this.#options.logger.info({ component: 'redis' }, 'Redis answers again');
      }
      return answer;
    } catch (error) {
      this.#troubled(error as Error);
      return undefined;
    }
  }

  async #subscribe(): Promise<void> {
    try {
      await this.#subscriber.subscribe(this.#prefix);
      this.#isListening = true;
    } catch (error) {
      this.#troubled(error as Error);
    }
  }

  /** What makes no sense was not written by a publisher; the next beat shows whether something is missing. */
  #heard(text: string): void {
    try {
      const message = JSON.parse(text) as Message;
      for (const { onBeat, onChange } of this.#listeners) {
        if ('beat' in message) onBeat(message.beat);
        else onChange(message.epoch, message.change);
      }
    } catch (error) {
      this.#options.logger.warn({ component: 'redis', err: error }, 'a message makes no sense');
    }
  }

  /** Commands stand in the errors of the client, and their arguments may be secrets: only what it says is told. */
  #troubled({ message }: Error): void {
    if (!this.#isOpen || this.#isInTrouble) return;
    this.#isInTrouble = true;
    this.#options.logger.warn({ component: 'redis', reason: message }, 'Redis is away');
  }
}

const isUp = (client: Redis | Cluster): boolean =>
  client.status === 'ready' &&
  (client instanceof Redis || client.nodes('master').every(({ status }) => status === 'ready'));
