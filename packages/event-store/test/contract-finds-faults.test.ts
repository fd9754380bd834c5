import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import { checkRule, contractRules, type LogHarness } from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import { type Appended, type EventLog, NO_STREAM, type Subscribe } from '../src/index.ts';
import { memoryHarness } from './memory-harness.ts';

/** The memory log with one promise broken. */
function planted(breakIt: (log: EventLog) => Partial<EventLog>): LogHarness {
  return {
    pipelined: true,
    open: async () => {
      const subject = await memoryHarness.open();
      const wrap = (log: EventLog): EventLog =>
        Object.assign(Object.create(log) as EventLog, bound(log), breakIt(log));
      let log = wrap(subject.log);
      return {
        get log() {
          return log;
        },
        hold: () => subject.hold(),
        release: () => subject.release(),
        fail: () => subject.fail(),
        reopen: async () => {
          log = wrap(await subject.reopen());
          return log;
        },
        dispose: () => subject.dispose(),
      };
    },
  };
}

/** Methods with private fields need the log itself as `this`. */
function bound(log: EventLog): Partial<EventLog> {
  return {
    append: (...args) => log.append(...args),
    settled: () => log.settled(),
    head: () => log.head(),
    close: () => log.close(),
  };
}

async function brokenRules(harness: LogHarness, owner: string): Promise<string[]> {
  const broken: string[] = [];
  for (const rule of contractRules(harness)) {
    if (!rule.title.startsWith(owner)) continue;
    await checkRule(rule, harness).catch(() => broken.push(rule.title));
  }
  return broken;
}

const faults: readonly (readonly [string, string, (log: EventLog) => Partial<EventLog>])[] = [
  [
    'acknowledges before the disk has it',
    'pipelined',
    (log) => ({
      append: (stream, expected, events) => {
        void log.append(stream, expected, events);
        const value: Appended = {
          revision: expected + events.length,
          hash: '',
          position: 0,
          hashes: [],
        };
        return Promise.resolve({ ok: true, value });
      },
    }),
  ],
  [
    'shows the queued tail to everybody',
    'queued',
    (log) => ({
      subscribeAll: (options) => log.subscribeAll({ ...options, tail: 'queued' }),
    }),
  ],
  [
    'forgets the prefixes of a subscriber',
    'subscribe',
    (log) => ({
      subscribeAll: ({ prefixes, ...options }) => log.subscribeAll(options),
    }),
  ],
  [
    'forgets the prefixes of a reader',
    'readAll',
    (log) => ({
      readAll: ({ prefixes, ...options }) => log.readAll(options),
    }),
  ],
  [
    'does not wait for a handler',
    'subscribe',
    (log) => ({
      subscribeAll: (options) =>
        log.subscribeAll({
          ...options,
          onEvents: (events) => void Promise.resolve(options.onEvents(events)).catch(() => {}),
        }),
    }),
  ],
  [
    'reads one event too many',
    'readAll',
    (log) => ({
      readAll: (options) => log.readAll({ ...options, after: options.after - 1 }),
    }),
  ],
  [
    'ignores a limit',
    'readStream',
    (log) => ({
      readStream: (stream, { limit, ...options } = {}) => log.readStream(stream, options),
    }),
  ],
  ['settles at once', 'settled', () => ({ settled: () => Promise.resolve() })],
  ['has another id after a restart', 'restart', () => ({ logId: `${Math.random()}` })],
  [
    'keeps delivering after stop',
    'stop',
    (log) => ({
      subscribeAll: (options: Subscribe) => {
        log.subscribeAll(options);
        return { stop: () => Promise.resolve() };
      },
    }),
  ],
  [
    'never says that it has caught up',
    'subscribe › tells when',
    (log) => ({
      subscribeAll: ({ onCaughtUp, ...options }) => log.subscribeAll(options),
    }),
  ],
  [
    'takes an append at any revision',
    'append',
    (log) => ({
      append: async (stream, _expected, events) =>
        log.append(stream, (await log.streamHead(stream))?.revision ?? NO_STREAM, events),
    }),
  ],
];

describe('the contract suite', () => {
  for (const [fault, owner, breakIt] of faults) {
    it(`finds a log that ${fault}`, { timeout: 60_000 }, async () => {
      const broken = await brokenRules(planted(breakIt), owner);
      holds(broken.length > 0, 'a planted fault is found');
    });
  }

  it('has a title of its own for every rule', () => {
    const titles = contractRules(memoryHarness).map((rule) => rule.title);
    equal(new Set(titles).size, titles.length);
  });
});
