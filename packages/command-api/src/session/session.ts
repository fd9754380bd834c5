import type { ErrorCode, SessionCommand, SessionRequest } from '@truetape/contracts';
import { type Bound, type RequestFailure, type Subject, take, weightOfBytes } from '@truetape/edge';
import type {
  BegunMessage,
  Listener,
  MessageExchange,
  WebSocketConnection,
} from '@truetape/edge/web-socket';
import { failed, type Result } from '@truetape/kernel';
import type { Answered } from '../answers.ts';
import type { AskingTrader } from '../asker.ts';
import type { DeskOptions } from '../desk.ts';
import { type Asked, askedIn, toldOf } from './asked.ts';
import { askFor, isLastRefused } from './commands.ts';
import type { SessionLimits } from './limits.ts';
import { Presence } from './presence.ts';
import { readFrame } from './read-frame.ts';

export interface SessionOptions {
  readonly desk: DeskOptions;
  readonly connection: WebSocketConnection;
  /** Whose it is, for a request of that id. */
  readonly traderOf: (requestId: string) => AskingTrader;
  /** Of the request that opened the connection: every request in it is named after both. */
  readonly requestId: string;
  /** Told of what is refused because it is not. */
  readonly onDenied: (code: ErrorCode, requestId: string) => void;
  /** False as soon as what opened it does not count any more, or not for that. */
  readonly isStillAllowed: () => boolean;
  readonly limits: SessionLimits;
  /** Whose rate limits every request counts against, as if it had come by HTTP. */
  readonly subjects: readonly Subject[];
  readonly begin: (message: BegunMessage) => MessageExchange;
  readonly onEnded: () => void;
}

const NOT_KNOWN = { code: 'AUTH_REQUIRED' } as const;

/** One trader's connection: each frame is a request, and is answered once, when its answer is durable. */
export class Session implements Listener {
  readonly #options: SessionOptions;
  readonly #commands: Bound;
  readonly #cancels: Bound;
  readonly #presence: Presence;
  #unanswered = 0;
  #unreadable = 0;
  #isClosing = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { inFlightMax, inFlightCancelsMax, presenceMs } = options.limits;
    this.#presence = new Presence(presenceMs);
    this.#commands = { name: 'commands', max: inFlightMax, inFlight: 0 };
    this.#cancels = { name: 'cancels', max: inFlightCancelsMax, inFlight: 0 };
  }

  onMessage(message: Result<unknown, RequestFailure>, bytes: number): void {
    const { id, request } = readFrame(message);
    if (!this.#options.isStillAllowed()) {
      this.#refuse(id, NOT_KNOWN, bytes);
      this.#options.onDenied(NOT_KNOWN.code, this.#requestIdOf(id));
      this.look();
      return;
    }
    if (request.ok) void this.#serve(id, request.value, bytes);
    else this.#refuse(id, request.failure, bytes);
    this.#unreadable = request.ok ? 0 : this.#unreadable + 1;
    if (this.#unreadable <= this.#options.limits.unreadableMax) return;
    this.#options.connection.close('policy', 'too many messages that are no request');
  }

  /** Called again and again: who is not known any more has no session, whether they ask for anything or not. */
  look(): void {
    const { connection, isStillAllowed } = this.#options;
    if (!isStillAllowed()) connection.close('policy', 'the token does not count any more');
  }

  onEnded(): void {
    this.#presence.end();
    this.#options.onEnded();
  }

  /** What was asked for before is answered first. */
  onClosing(): void {
    this.#isClosing = true;
    this.#leaveWhenAnswered();
  }

  /** Whatever its request is asked for is handed over before this returns, so frames are decided in their order. */
  async #serve(id: string | undefined, request: SessionRequest, bytes: number): Promise<void> {
    const asked = askedIn(request);
    const correlationId = this.#requestIdOf(id);
    const { lastRefused } = asked;
    const weight = asked.weight + weightOfBytes(bytes);
    const { subjects } = this.#options;
    const begun = { method: request.op, correlationId, lastRefused, weight, subjects };
    const exchange = this.#options.begin(begun);
    this.#unanswered += 1;
    if (request.op === 'cancel-on-disconnect') this.#presence.pause();
    const answered = await this.#answer(asked, correlationId, exchange);
    if (request.op === 'cancel-on-disconnect') {
      const { desk, traderOf } = this.#options;
      const by = traderOf(correlationId);
      const say = async () =>
        this.#options.isStillAllowed() ? askFor(desk, by, request) : failed(NOT_KNOWN);
      const kept = { timeoutMs: request.timeoutMs, say };
      this.#presence.goOn(answered.ok ? kept : undefined);
    }
    this.#tell(id, exchange, answered);
    this.#unanswered -= 1;
    this.#leaveWhenAnswered();
  }

  async #answer(
    { answerBy }: Asked,
    correlationId: string,
    { refused, broken }: MessageExchange,
  ): Promise<Answered> {
    if (refused !== undefined) return failed(refused);
    const trader = this.#options.traderOf(correlationId);
    try {
      return await answerBy((command) => this.#ask(trader, command));
    } catch (error) {
      return failed(broken(error));
    }
  }

  async #ask(trader: AskingTrader, command: SessionCommand): Promise<Answered> {
    const places = isLastRefused(command) ? this.#cancels : this.#commands;
    if (!take(places)) return failed({ code: 'SERVICE_OVERLOADED' });
    try {
      return await askFor(this.#options.desk, trader, command);
    } finally {
      places.inFlight -= 1;
    }
  }

  #refuse(id: string | undefined, failure: RequestFailure, bytes: number): void {
    const correlationId = this.#requestIdOf(id);
    const { subjects } = this.#options;
    const weight = 1 + weightOfBytes(bytes);
    const begun = { method: 'unreadable', correlationId, lastRefused: false, weight, subjects };
    this.#tell(id, this.#options.begin(begun), failed(failure));
  }

  #tell(id: string | undefined, exchange: MessageExchange, answered: Answered): void {
    const told = toldOf(answered, this.#requestIdOf(id));
    const frame = JSON.stringify(id === undefined ? told : { id, ...told });
    const isSent = this.#options.connection.send(frame);
    const code = answered.ok ? undefined : answered.failure.code;
    exchange.end(isSent ? told.status : 'aborted', code);
  }

  #requestIdOf(id: string | undefined): string {
    const { requestId } = this.#options;
    return id === undefined ? requestId : `${requestId}:${id}`;
  }

  #leaveWhenAnswered(): void {
    if (this.#isClosing && this.#unanswered === 0) this.#options.connection.sayGoodBye();
  }
}
