import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  extendsLog,
  holdsAnchor,
  isSignedBy,
  parseAnchor,
  proveConsistency,
} from '@truetape/audit';
import type { SignedAnchor } from '@truetape/contracts';
import type { ReadOnlyLog } from '@truetape/event-store-lmdb';
import { openLmdbReader } from '@truetape/event-store-lmdb';
import { failed, ok, type Result } from '@truetape/kernel';
import { type Config, logFolder, readConfig } from '@truetape/service';
import { publicKeyOf } from './anchors-of.ts';
import { disprove, PROOF_EXIT, tell, withInput } from './proof-exit.ts';

export interface ConsistencyOptions {
  readonly key?: string;
  readonly json?: boolean;
}

/** What one of the two is: an outside anchor, or the folder of a log. */
type Side = { readonly anchor: SignedAnchor } | { readonly folder: string };

interface Input {
  readonly config: Config;
  readonly sides: readonly [Side, Side];
}

/** `truetape audit consistency A B`: answers the exit code. Each is an outside anchor or a log. */
export function consistency(a: string, b: string, options: ConsistencyOptions): Promise<number> {
  return withInput(inputOf(a, b, options), async ({ config, sides: [one, other] }) => {
    const json = options.json === true;
    if ('anchor' in one && 'anchor' in other) {
      return withLog(logFolder(config.dataDir), async (log) =>
        answer(json, await proveConsistency(log, one.anchor, other.anchor), ({ older, newer }) => [
          `The log of ${newer.anchor.size} events extends that of ${older.anchor.size}.`,
        ]),
      );
    }
    if ('folder' in one && 'folder' in other) {
      return withLog(one.folder, (first) =>
        withLog(other.folder, async (second) =>
          answer(json, await extendsLog(first, second), ({ size, newerSize }) => [
            `The log of ${newerSize} events extends that of ${size}.`,
          ]),
        ),
      );
    }
    const [anchor, folder] = 'anchor' in one ? [one, other] : [other, one];
    return withLog((folder as { folder: string }).folder, async (log) =>
      answer(
        json,
        await holdsAnchor(log, (anchor as { anchor: SignedAnchor }).anchor),
        ({ size }) => [`The log of ${size} events extends that of the anchor.`],
      ),
    );
  });
}

function answer<Value extends object>(
  json: boolean,
  result: Result<Value, string>,
  lines: (value: Value) => readonly string[],
): number {
  if (!result.ok) return disprove(json, result.failure);
  tell(json, result.value, lines(result.value));
  return PROOF_EXIT.proved;
}

async function withLog(
  folder: string,
  run: (log: ReadOnlyLog) => number | Promise<number>,
): Promise<number> {
  const log = await openLmdbReader({ folder });
  try {
    return await run(log);
  } finally {
    await log.close();
  }
}

function inputOf(a: string, b: string, options: ConsistencyOptions): Result<Input, string> {
  const config = readConfig(process.env);
  if (!config.ok) return config;
  const sides: Side[] = [];
  for (const text of [a, b]) {
    const side = readSide(text);
    if (side === undefined) return failed(`${text} is no outside anchor and no log.`);
    if ('anchor' in side) {
      const key = publicKeyOf(options, config.value.anchors);
      if (!key.ok) return key;
      if (!isSignedBy(side.anchor, key.value)) return failed(`${text} has a false signature.`);
    }
    sides.push(side);
  }
  return ok({ config: config.value, sides: sides as [Side, Side] as readonly [Side, Side] });
}

/** The JSON of an anchor, a file whose last line is one, a data folder, or the folder of a log in it. */
function readSide(text: string): Side | undefined {
  const anchor = parseAnchor(text);
  if (anchor !== undefined) return { anchor };
  if (!existsSync(text)) return undefined;
  if (statSync(text).isDirectory()) {
    const folder = [text, logFolder(text)].find((path) => existsSync(join(path, 'data.mdb')));
    return folder === undefined ? undefined : { folder };
  }
  const lines = readFileSync(text, 'utf8').trim().split('\n');
  const last = parseAnchor(lines.at(-1) ?? '');
  return last && { anchor: last };
}
