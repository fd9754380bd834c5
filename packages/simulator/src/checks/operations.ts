import type { Operated } from '@truetape/command-api/commands';
import type { RecordedEvent } from '@truetape/kernel';
import type { History } from '../store/history.ts';
import { holds } from '../violation.ts';

/** Of what operators ask here, nothing else can be wrong. */
const REFUSALS: ReadonlySet<string> = new Set(['ASSET_DELISTED', 'KILL_SWITCH_NOT_TRIPPED']);

/** What operators are answered is on disk, and what they ask for again has one effect. */
export class OperationCheck {
  readonly #history: History;
  /** The last event of each request, by its stream and its key. */
  readonly #effects = new Map<string, RecordedEvent>();

  constructor(history: History) {
    this.#history = history;
  }

  stored(event: RecordedEvent): void {
    const { idempotencyKey } = event.data as { readonly idempotencyKey?: string };
    const isAsked = event.stream === 'venue' || event.stream.startsWith('instrument-');
    if (!isAsked || idempotencyKey === undefined) return;
    const key = `${event.stream} ${idempotencyKey}`;
    const before = this.#effects.get(key);
    const isOfOne = before === undefined || before.revision + 1 === event.revision;
    holds(isOfOne && before?.type !== event.type, 'an operation has one effect per key', () => key);
    this.#effects.set(key, event);
  }

  answered(operated: Operated, idempotencyKey: string): void {
    if (!operated.ok) {
      const { code } = operated.failure;
      const isRight = REFUSALS.has(code) || code.startsWith('SERVICE_');
      holds(isRight, 'operators are refused only what is so already', () => code);
      return;
    }
    const { stream, revision, hash } = operated.value.receipt;
    const event = this.#history.at(stream, revision);
    const isOfIt = this.#effects.get(`${stream} ${idempotencyKey}`) === event;
    holds(
      event?.hash === hash && isOfIt,
      'an operation is acknowledged when all of it is on disk',
      () => `${idempotencyKey}: ${stream} ${revision} is ${event?.type}`,
    );
  }
}
