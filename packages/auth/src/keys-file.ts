import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { values } from '@truetape/contracts';
import { failed, ok, type Result } from '@truetape/kernel';
import { z } from 'zod';
import { writePrivately } from './private-file.ts';

/** Random enough that nobody guesses it: 32 bytes are 43 characters. Hand-made ones may be of other forms. */
const token = z.string().regex(/^[A-Za-z0-9._~+/=-]{32,256}$/, 'a token of 32 to 256 characters');

const key = {
  token,
  /** It counts until then; for ever when left out. */
  expiresAt: values.timeInput.optional(),
} as const;

const keysFile = z.strictObject({
  operator: z.strictObject(key),
  /** More operators, by name: what needs two people needs two of them. */
  operators: z
    .array(z.strictObject({ userId: values.accountId, ...key }))
    .max(1_000)
    .optional(),
  traders: z.array(z.strictObject({ accountId: values.accountId, ...key })).max(100_000),
});

/** `DATA_DIR/keys.json`. An account may have several keys. */
export type KeysFile = z.infer<typeof keysFile>;

const TOKEN_BYTES = 32;

export function keysPath(dataDir: string): string {
  return join(dataDir, 'keys.json');
}

/**
 * Reads the keys, or makes new ones for the operator and `accountIds` where there is no file. The failure is one line
 * for the operator and never holds a part of the file.
 */
export function openKeysFile(
  path: string,
  accountIds: readonly string[],
): Result<KeysFile, string> {
  if (existsSync(path)) return readKeysFile(path);
  const keys = newKeys(accountIds);
  try {
    writePrivately(path, `${JSON.stringify(keys, null, 2)}\n`);
  } catch (error) {
    return unusable('written', path, error);
  }
  return ok(keys);
}

/** Reads the keys that somebody has made: for processes of which several must have the same. */
export function readKeysFile(path: string): Result<KeysFile, string> {
  try {
    return parseKeys(path, readFileSync(path, 'utf8'));
  } catch (error) {
    return unusable('read', path, error);
  }
}

function newKeys(accountIds: readonly string[]): KeysFile {
  const newToken = () => randomBytes(TOKEN_BYTES).toString('base64url');
  return {
    operator: { token: newToken() },
    traders: accountIds.map((accountId) => ({ accountId, token: newToken() })),
  };
}

function parseKeys(path: string, text: string): Result<KeysFile, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message would quote the file.
    return failed(`The keys file ${path} is not JSON.`);
  }
  const parsed = keysFile.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'the top level';
    return failed(`The keys file ${path} is wrong at ${where}: ${issue?.message}.`);
  }
  const { operator, operators = [], traders } = parsed.data;
  const tokens = [operator, ...operators, ...traders].map((key) => key.token);
  if (new Set(tokens).size !== tokens.length) {
    return failed(`The keys file ${path} is wrong: one token stands in it twice.`);
  }
  const staff = ['operator', ...operators.map(({ userId }) => userId)];
  const both = traders.find(({ accountId }) => staff.includes(accountId));
  if (both !== undefined) {
    return failed(`The keys file ${path} is wrong: ${both.accountId} is an operator and a trader.`);
  }
  return ok(parsed.data);
}

function unusable(verb: string, path: string, error: unknown): Result<never, string> {
  return failed(`The keys file ${path} cannot be ${verb}: ${(error as Error).message}`);
}
