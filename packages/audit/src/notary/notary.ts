import type { OutsideAnchor } from '@truetape/contracts';
import { streams } from '@truetape/contracts';
import type { EpochMs } from '@truetape/domain';
import { type EventLog, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { LOG_FIELDS, type Logger } from '@truetape/observability';
import { type LogHead, LogTree } from '../anchors/index.ts';
import type { AppendAnchors } from './append-anchors.ts';
import type { Lag } from './coverage.ts';
import { createLogAnchors } from './log-anchors.ts';
import { createOutsideAnchors, type OutsideOptions, type SignedTree } from './outside-anchors.ts';

export interface NotaryOptions {
  readonly log: EventLog;
  readonly now: () => EpochMs;
  readonly logger: Logger;
  /** Left out where anchors in the log are another's to append. */
  readonly append?: AppendAnchors;
  /** Left out where what is sent outside is another's to sign. */
  readonly outside?: OutsideOptions;
  /** Where an earlier run had come to; from the start of the log unless told. */
  readonly resume?: SignedTree | undefined;
  /** What the log must hold: the newest anchor that is known to have been sent. */
  readonly known?: OutsideAnchor | undefined;
  /** It cannot go on; in particular, the log is not the one that was anchored. */
  readonly onStopped: (reason: string) => void;
}

/** Of what there has been since the last anchor, and how often something failed since the start. */
export interface NotaryStatus {
  readonly position: number;
  readonly size: number;
  readonly lag: { readonly log: Lag; readonly outside: Lag };
  readonly failures: Readonly<Record<FailingPart, number>>;
}

export type FailingPart = 'log' | 'file' | 'url';

export interface Notary {
  readonly status: () => NotaryStatus;
  /** Anchors what is new, and settles when nothing is appended or sent any more. */
  readonly stop: () => Promise<void>;
}

const NO_LAG: Lag = { events: 0, ms: 0 };

/**
 * Reads the log in order, keeps its Merkle tree in little memory, appends its head to `anchors` and sends it, signed,
 * outside. What it reads is on disk. It never signs a log that does not hold what was signed before: then it stops.
 */
export async function startNotary(options: NotaryOptions): Promise<Notary> {
  const { log, now, logger, append, outside, resume, known, onStopped } = options;
  const failures = { log: 0, file: 0, url: 0 };
  const fail = (part: FailingPart, reason: string) => {
    failures[part] += 1;
    logger.warn({ component: 'notary', part, reason }, 'an anchor was not taken');
  };

  const tree = new LogTree(resume && { head: resume.signed.anchor, subtrees: resume.subtrees });
  const logAnchors =
    append && createLogAnchors({ log, tree, now, append, onFailure: (code) => fail('log', code) });
  const outsideAnchors =
    outside &&
    createOutsideAnchors({
      ...outside,
      logId: log.logId,
      tree,
      now,
      onFailure: (part, error) => fail(part, (error as Error).message),
    });

  const start = resume?.signed.anchor;
  await assertSame(log, start);
  await logAnchors?.start();
  // Whether what was signed last had also arrived is not known: it is sent again.
  if (start !== undefined) outsideAnchors?.addNews();

  function read(event: RecordedEvent): void {
    tree.add(event);
    logAnchors?.read(event);
    if (event.stream !== streams.anchors) outsideAnchors?.addNews();
    if (tree.size === known?.size) assertHolds(known, tree.head(), log.logId);
  }

  let isLive = false;
  const subscription = log.subscribeAll({
    after: start?.position ?? START,
    onEvents: (events) => {
      events.forEach(read);
      return logAnchors?.room();
    },
    onCaughtUp: (position) => {
      if (isLive) return;
      if (known !== undefined && tree.size < known.size) throw new Error(shorter(known, tree.size));
      isLive = true;
      outsideAnchors?.goLive();
      logger.info({ component: 'notary', [LOG_FIELDS.position]: position }, 'the log is read');
    },
    onFailure: (failure) => onStopped((failure as Error).message),
  });

  return {
    status: () => {
      const nowMs = now();
      const outsideLags = outsideAnchors?.coverages.map((coverage) => coverage.lag(nowMs)) ?? [];
      return {
        position: tree.head().position,
        size: tree.size,
        lag: {
          log: logAnchors?.coverage.lag(nowMs) ?? NO_LAG,
          outside: outsideLags.reduce((most, lag) => (lag.ms > most.ms ? lag : most), NO_LAG),
        },
        failures: { ...failures },
      };
    },
    stop: async () => {
      await subscription.stop();
      if (isLive) {
        for await (const events of log.readAll({ after: tree.head().position }))
          events.forEach(read);
      }
      await Promise.all([logAnchors?.stop(), outsideAnchors?.stop()]);
    },
  };
}

/** @throws Error when the log does not have the event with which what was signed ends */
async function assertSame(log: EventLog, signed: OutsideAnchor | undefined): Promise<void> {
  if (signed === undefined) return;
  if (signed.logId !== log.logId) throw new Error(another(signed, log.logId));
  const { position, hash } = signed;
  for await (const [event] of log.readAll({ after: position - 1, upTo: position })) {
    if (event?.hash === hash) return;
  }
  throw new Error(`${NOT_THE_SAME}: at position ${position} there is another event or none`);
}

function assertHolds(signed: OutsideAnchor, head: LogHead, logId: string): void {
  if (signed.logId !== logId) throw new Error(another(signed, logId));
  if (signed.root === head.root) return;
  throw new Error(`${NOT_THE_SAME}: its first ${signed.size} events are others`);
}

const NOT_THE_SAME = 'The log is not the one that was anchored outside';

const another = (signed: OutsideAnchor, logId: string) =>
  `${NOT_THE_SAME}: it is ${logId}, and ${signed.logId} was anchored`;

const shorter = (signed: OutsideAnchor, size: number) =>
  `${NOT_THE_SAME}: it has ${size} events, and ${signed.size} were anchored`;
