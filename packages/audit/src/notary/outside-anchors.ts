import type { KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatTime } from '@truetape/codec';
import type { SignedAnchor } from '@truetape/contracts';
import type { EpochMs } from '@truetape/domain';
import { anchorLine, type LogTree, signAnchor } from '../anchors/index.ts';
import { Coverage } from './coverage.ts';
import type { AnchorTarget } from './target.ts';

/** Where a notary goes on: an anchor that it has signed, and the roots of the complete subtrees there. */
export interface SignedTree {
  readonly signed: SignedAnchor;
  readonly subtrees: readonly string[];
}

export interface OutsideOptions {
  /** Ed25519. Only the notary has it. */
  readonly privateKey: KeyObject;
  readonly targets: readonly AnchorTarget[];
  /** Keeps where to go on after a restart; called with every anchor that is signed. */
  readonly onSigned?: (tree: SignedTree) => void;
  /** Of something new until it is sent, at most; 30 s unless told, so that one attempt may fail within a minute. */
  readonly everyMs?: number;
}

export interface OutsideAnchorsOptions extends OutsideOptions {
  readonly logId: string;
  /** Holds every event that was read. */
  readonly tree: LogTree;
  readonly now: () => EpochMs;
  readonly onFailure: (target: AnchorTarget['name'], error: unknown) => void;
}

const EVERY_MS = 30_000;
/** How often it is looked whether something is to be sent. */
const LOOK_MS = 1_000;
/** A target that fails is tried again after so long, with the newest anchor; each attempt has an end of its own. */
const RETRY_MS = 5_000;
/** Who stops does not wait longer for a target that does not answer. */
const STOP_WITHIN_MS = 1_500;

interface Sending {
  readonly target: AnchorTarget;
  readonly coverage: Coverage;
  /** Not before. */
  nextMs: number;
  underWay: Promise<void> | undefined;
}

/** Signs the head of the tree and sends it to every target, each at its own pace. */
export function createOutsideAnchors(options: OutsideAnchorsOptions) {
  const { tree, logId, now, privateKey, onSigned, onFailure, everyMs = EVERY_MS } = options;
  const sendings: readonly Sending[] = options.targets.map((target) => ({
    target,
    coverage: new Coverage(),
    nextMs: 0,
    underWay: undefined,
  }));
  let signed: SignedAnchor | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** The newest anchor; targets that ask at the same time get the same. */
  function sign(): SignedAnchor {
    if (signed?.anchor.size === tree.size) return signed;
    const at = formatTime(now());
    const anchor = { at, format: 'truetape-anchor-1', logId, ...tree.head() } as const;
    signed = signAnchor(anchor, privateKey);
    onSigned?.({ signed, subtrees: tree.subtrees() });
    return signed;
  }

  function send(sending: Sending): void {
    if (!sending.coverage.isBehind || sending.underWay !== undefined) return;
    const { target, coverage } = sending;
    const madeAtMs = now();
    const made = sign();
    sending.underWay = target
      .send(anchorLine(made))
      .then(
        () => {
          coverage.cover(made.anchor.size, madeAtMs);
          sending.nextMs = madeAtMs + everyMs;
        },
        (error: unknown) => {
          sending.nextMs = madeAtMs + Math.min(RETRY_MS, everyMs);
          onFailure(target.name, error);
        },
      )
      .finally(() => {
        sending.underWay = undefined;
      });
  }

  function look(): void {
    for (const sending of sendings) if (now() >= sending.nextMs) send(sending);
  }

  return {
    coverages: sendings.map(({ coverage }) => coverage),

    /** What was added to the tree last is to be sent. */
    addNews: (): void => {
      for (const { coverage } of sendings) coverage.addNews(tree.size, now());
    },

    /** The log has been read to its head: from now on anchors are sent. */
    goLive: (): void => {
      timer ??= setInterval(look, Math.min(LOOK_MS, everyMs));
    },

    /** Sends what is new once more, and settles when nothing is being sent any more, or after a while. */
    stop: async (): Promise<void> => {
      const wasLive = timer !== undefined;
      clearInterval(timer);
      const sent = () => Promise.all(sendings.map(({ underWay }) => underWay));
      const late = sleep(STOP_WITHIN_MS, undefined, { ref: false });
      await Promise.race([sent(), late]);
      if (wasLive) sendings.forEach(send);
      await Promise.race([sent(), late]);
    },
  };
}

export type OutsideAnchors = ReturnType<typeof createOutsideAnchors>;
