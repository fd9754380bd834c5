import { existsSync, readFileSync } from 'node:fs';
import { type Proved, proveInclusion, type ReadAnchors } from '@truetape/audit';
import { type Receipt, receipt as receiptForm } from '@truetape/contracts';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { failed, ok, type Result } from '@truetape/kernel';
import { type Config, logFolder, readConfig } from '@truetape/service';
import { type AnchorOptions, anchorsOf } from './anchors-of.ts';
import { disprove, PROOF_EXIT, tell, withInput } from './proof-exit.ts';

export interface ProveOptions extends AnchorOptions {
  readonly json?: boolean;
}

interface Input {
  readonly config: Config;
  readonly receipt: Receipt;
  readonly outside: ReadAnchors;
}

/** `truetape audit prove RECEIPT`: answers the exit code. Works beside a running service. */
export function prove(text: string, options: ProveOptions): Promise<number> {
  return withInput(inputOf(text, options), async ({ config, receipt, outside }) => {
    const log = await openLmdbReader({ folder: logFolder(config.dataDir) });
    try {
      const proved = await proveInclusion(log, receipt, outside.anchors);
      if (!proved.ok) return disprove(options.json === true, proved.failure);
      const value = proved.value;
      tell(options.json === true, value.by === 'outside anchor' ? value.proof : value, said(value));
      return value.by === 'outside anchor' ? PROOF_EXIT.proved : PROOF_EXIT.undecided;
    } finally {
      await log.close();
    }
  });
}

function inputOf(text: string, options: ProveOptions): Result<Input, string> {
  const config = readConfig(process.env);
  if (!config.ok) return config;
  const receipt = readReceipt(text);
  if (receipt === undefined) {
    return failed('A receipt is stream:revision:hash, its JSON, or a file with an answer in it.');
  }
  const outside = anchorsOf(options, config.value.anchors);
  return outside.ok ? ok({ config: config.value, receipt, outside: outside.value }) : outside;
}

/** `stream:revision:hash`, JSON, or a file with JSON: a receipt, or an answer that has one. */
export function readReceipt(text: string): Receipt | undefined {
  const [, stream, revision, hash] = /^(.+):(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (stream !== undefined && hash !== undefined) {
    return { stream, revision: Number(revision), hash };
  }
  try {
    const json = text.trimStart().startsWith('{') || !existsSync(text) ? text : readFileSync(text);
    const value = JSON.parse(String(json)) as { readonly receipt?: unknown };
    return receiptForm.safeParse(value.receipt ?? value).data;
  } catch {
    return undefined;
  }
}

function said(proved: Proved): readonly string[] {
  const { index, position, recordedAtMs } = proved.place;
  const place = [
    `The event is in the log, at position ${position}, as number ${index}, since ${new Date(recordedAtMs).toISOString()}.`,
  ];
  if (proved.by === 'nothing') {
    return [...place, 'It is younger than every anchor: until the next one nothing proves that.'];
  }
  if (proved.by === 'anchor in the log') {
    const { size, at } = proved.anchor;
    return [
      ...place,
      `It is among the ${size} events of the log's own anchor of ${at}, and younger than every outside anchor:`,
      'until the next one, who can write the log could make both anew.',
    ];
  }
  const { anchor } = proved.proof.anchor;
  return [
    ...place,
    `It is among the ${anchor.size} events of the outside anchor of ${anchor.at}, whose signature holds.`,
    `The path to its root ${anchor.root} has ${proved.proof.path.length} hashes; --json prints a proof that needs no log.`,
  ];
}
