import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** `DATA_DIR/keys.json`: who may do what on an instance. */
export interface Keys {
  readonly operator: { readonly token: string };
  readonly traders: readonly TraderKey[];
}

export interface TraderKey {
  readonly accountId: string;
  readonly token: string;
}

/** @throws Error that names the file when it is missing or of another form */
export function readKeys(file: string): Keys {
  let keys: Partial<Keys> | null;
  try {
    keys = JSON.parse(readFileSync(file, 'utf8')) as Partial<Keys> | null;
  } catch (error) {
    throw new Error(`${file} cannot be read as keys: ${(error as Error).message}`);
  }
  const operator = keys?.operator;
  const traders = keys?.traders;
  if (typeof operator?.token !== 'string' || !Array.isArray(traders)) {
    throw new Error(`${file} must hold {operator: {token}, traders: [{accountId, token}, …]}`);
  }
  return { operator, traders };
}

/** Writes keys for so many traders, for an instance that is started afterwards. Readable by the owner alone. */
export function writeKeys(file: string, traders: number): Keys {
  const token = () => randomBytes(32).toString('base64url');
  const keys: Keys = {
    operator: { token: token() },
    traders: Array.from({ length: traders }, (_, at) => ({
      accountId: `trader-${at + 1}`,
      token: token(),
    })),
  };
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}
