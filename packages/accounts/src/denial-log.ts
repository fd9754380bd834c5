import { formatTime, versioned } from '@truetape/codec';
import { streams } from '@truetape/contracts';
import { type Denial, epochMs } from '@truetape/domain';
import { type EventLog, NO_STREAM } from '@truetape/event-store';
import type { NewEvent } from '@truetape/kernel';
import type { Request } from './request.ts';

/** So many denials of an account are written one by one in a second; the rest are counted. */
const PER_SECOND = 10;

interface Counted {
  count: number;
  readonly fromMs: number;
  toMs: number;
}

interface DenialStream {
  revision: number | undefined;
  secondStartMs: number;
  written: number;
  readonly counted: Map<string, Counted>;
  writing: Promise<void>;
}

/** Of a pair that of its first leg. */
function clientOrderIdOf(command: Request['command']): { readonly clientOrderId?: string } {
  if (command.type === 'PlaceOrder') return { clientOrderId: command.clientOrderId };
  return command.type === 'PlaceOco' ? { clientOrderId: command.legs[0].clientOrderId } : {};
}

/** Writes `denials-{account}` after the answers, never slowing or changing one. What cannot be written is dropped. */
export function createDenialLog(log: EventLog, clockMs: () => number) {
  const denialStreams = new Map<string, DenialStream>();

  function streamOf(accountId: string): DenialStream {
    let stream = denialStreams.get(accountId);
    if (stream === undefined) {
      stream = {
        revision: undefined,
        secondStartMs: 0,
        written: 0,
        counted: new Map(),
        writing: Promise.resolve(),
      };
      denialStreams.set(accountId, stream);
    }
    return stream;
  }

  function write(accountId: string, stream: DenialStream, event: NewEvent): void {
    stream.writing = stream.writing.then(async () => {
      const name = streams.denials(accountId);
      try {
        stream.revision ??= (await log.streamHead(name))?.revision ?? NO_STREAM;
      } catch {
        return;
      }
      const appended = await log.append(name, stream.revision, [event]);
      stream.revision = appended.ok ? appended.value.revision : undefined;
    });
  }

  function flushCounted(accountId: string, stream: DenialStream, correlationId: string): void {
    for (const [code, { count, fromMs, toMs }] of stream.counted) {
      const from = formatTime(epochMs(fromMs));
      const to = formatTime(epochMs(toMs));
      const data = { code, count, from, to };
      write(accountId, stream, versioned('OrdersDenied', { correlationId, data }));
    }
    stream.counted.clear();
  }

  return (request: Request, denial: Denial): void => {
    const { accountId, correlationId, actor, command } = request;
    const nowMs = clockMs();
    const stream = streamOf(accountId);
    if (nowMs - stream.secondStartMs >= 1_000) {
      flushCounted(accountId, stream, correlationId);
      stream.secondStartMs = nowMs;
      stream.written = 0;
    }
    if (stream.written >= PER_SECOND) {
      const counted = stream.counted.get(denial.code) ?? { count: 0, fromMs: nowMs, toMs: nowMs };
      counted.count += 1;
      counted.toMs = nowMs;
      if (stream.counted.size === 0) {
        const flush = () => flushCounted(accountId, stream, correlationId);
        setTimeout(flush, 1_000).unref();
      }
      stream.counted.set(denial.code, counted);
      return;
    }
    stream.written += 1;
    const data = {
      at: formatTime(epochMs(nowMs)),
      ...clientOrderIdOf(command),
      code: denial.code,
      command: command.type,
      ...(denial.field === undefined ? {} : { field: denial.field }),
    };
    const event = versioned('OrderDenied', { correlationId, actor, data });
    write(accountId, stream, event);
  };
}
