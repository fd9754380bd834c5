import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What must be found nowhere, by what it is. */
export type Secrets = Readonly<Record<string, string | Uint8Array>>;

/** Where something was found: what it is, how it was written, and where. */
export interface Leak {
  readonly secret: string;
  readonly form: string;
  readonly place: string;
}

/** Bytes, or texts of which all characters are bytes. */
const bytesOf = (secret: string | Uint8Array) => Buffer.from(secret as string);

/** Shorter ones are found by chance. */
const LENGTH_MIN = 6;

/** Everything that a secret may look like, as bytes to look for. */
export function formsOf(secret: string | Uint8Array): ReadonlyMap<string, Buffer> {
  const bytes = bytesOf(secret);
  const text = bytes.toString('latin1');
  const forms = new Map<string, string | Buffer>([
    ['plain', bytes],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['utf-16', Buffer.from(text, 'utf16le')],
    ['url', encodeURIComponent(text)],
    ['json', JSON.stringify(text).slice(1, -1)],
  ]);
  // Inside of something longer it may begin at any of three places of a group; what others have a share in is cut.
  for (const before of [0, 1, 2]) {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = padded.subarray(0, padded.length - (padded.length % 3));
    const from = before === 0 ? 0 : 4;
    forms.set(`base64 ${before}`, whole.toString('base64').slice(from));
    forms.set(`base64url ${before}`, whole.toString('base64url').slice(from));
  }
  return new Map([...forms].map(([form, looks]) => [form, Buffer.from(looks as string)]));
}

/** Every secret that is in one of the places, in any form. */
export function findLeaks(
  secrets: Secrets,
  places: Iterable<readonly [place: string, content: Buffer]>,
): readonly Leak[] {
  const wanted = Object.entries(secrets).map(([secret, value]) => {
    if (value.length < LENGTH_MIN) throw new Error(`${secret} is too short to be looked for`);
    return [secret, formsOf(value)] as const;
  });
  const leaks: Leak[] = [];
  for (const [place, content] of places) {
    for (const [secret, forms] of wanted) {
      for (const [form, bytes] of forms) {
        if (content.includes(bytes)) leaks.push({ secret, form, place });
      }
    }
  }
  return leaks;
}

/** Every file below a folder, by its path there, but for those that are left out. */
export function* filesIn(
  folder: string,
  leftOut: (path: string) => boolean = () => false,
): Iterable<readonly [string, Buffer]> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file);
    if (!leftOut(path)) yield [path, readFileSync(file)];
  }
}
