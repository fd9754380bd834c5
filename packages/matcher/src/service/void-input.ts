import { formatTime, versioned } from '@truetape/codec';
import { streams } from '@truetape/contracts';
import type { EpochMs } from '@truetape/domain';
import { appendForCertain, type EventLog, NO_STREAM } from '@truetape/event-store';
import {
  type Actor,
  type EventRef,
  failed,
  type NewEvent,
  ok,
  type Result,
} from '@truetape/kernel';
import { NEWEST_RULESET } from '../engine/index.ts';

export interface VoidInputOptions {
  readonly log: EventLog;
  readonly input: EventRef;
  readonly symbol: string;
  readonly reason: string;
  readonly now: () => EpochMs;
  /** Names this undertaking; different each time. */
  readonly instance: string;
  readonly build: string;
  readonly actor: Actor;
}

export type VoidFailure =
  | 'there is no such event'
  | 'there is no such market'
  | 'the market has answered it'
  | 'the log cannot be written, or somebody else is writing'
  | 'the market went on meanwhile';

const RETRIES = 10;

/**
 * Has a market pass over an input that its matcher cannot go past. It takes the market first, as a matcher does, so that
 * none that is still running can answer the input: whichever starts next passes over it.
 */
export async function voidInput(options: VoidInputOptions): Promise<Result<EventRef, VoidFailure>> {
  const { log, input, symbol, reason, now, instance, build, actor } = options;
  const market = streams.market(symbol);
  const correlationId = instance;
  const at = formatTime(now());
  const head = await log.streamHead(market);
  if (head === undefined) return failed('there is no such market');
  if (!(await exists(log, input))) return failed('there is no such event');

  const started = versioned('MarketMatcherStarted', {
    correlationId,
    actor,
    data: { at, build, instance, ruleset: NEWEST_RULESET },
  });
  const taken = await append(log, market, head.revision, started);
  if (taken === undefined) return failed('the log cannot be written, or somebody else is writing');
  if (await isAnswered(log, market, input)) return failed('the market has answered it');

  const venue = (await log.streamHead(streams.venue))?.revision ?? NO_STREAM;
  const data = { at, marketRevision: taken, reason, ...input, symbol };
  const voided = versioned('InputVoided', { correlationId, actor, data });
  const revision = await append(log, streams.venue, venue, voided);
  if (revision === undefined)
    return failed('the log cannot be written, or somebody else is writing');
  const { revision: last } = (await log.streamHead(market)) ?? head;
  if (last !== taken) return failed('the market went on meanwhile');
  return ok({ stream: streams.venue, revision });
}

/** @returns the revision of the event, or undefined where it could not be appended */
async function append(log: EventLog, stream: string, expected: number, event: NewEvent) {
  const appended = await appendForCertain(log, stream, expected, [event], RETRIES);
  return appended.ok ? appended.value.revision : undefined;
}

async function exists(log: EventLog, { stream, revision }: EventRef): Promise<boolean> {
  for await (const events of log.readStream(stream, { from: revision, limit: 1 })) {
    return events.length === 1;
  }
  return false;
}

async function isAnswered(log: EventLog, market: string, input: EventRef): Promise<boolean> {
  for await (const events of log.readStream(market, { backwards: true })) {
    for (const { causation } of events) {
      if (causation?.stream === input.stream && causation.revision === input.revision) return true;
    }
  }
  return false;
}
