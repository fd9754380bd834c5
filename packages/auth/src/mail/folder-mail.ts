import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFile } from '../personal-data/private-files.ts';
import { assertLetter } from './letter.ts';
import type { Mail } from './mail.ts';

const SUFFIX = '.eml';
const KEPT_MAX = 200;

/**
 * Mails that go nowhere: a folder stands for the server, with a file for each, of which the newest 200 are kept. Names
 * sort by time.
 *
 * @param folder made with the first mail
 */
export function folderMail(folder: string, clockMs: () => number = Date.now): Mail {
  let sending: Promise<unknown> = Promise.resolve();
  const write = async (name: string, text: string) => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await makePrivateFile(join(folder, name), text);
      await removeOldest(folder);
    } catch (error) {
      throw new Error(`The mail was not written: ${(error as NodeJS.ErrnoException).code}`);
    }
  };
  return {
    send: async (letter) => {
      assertLetter(letter);
      const { to, subject, text } = letter;
      const at = new Date(clockMs());
      const name = `${at.toISOString().replace(/:/g, '-')}-${randomBytes(4).toString('hex')}${SUFFIX}`;
      const headers = [
        `Date: ${at.toUTCString()}`,
        `To: ${to}`,
        `Subject: ${subject}`,
        'Content-Type: text/plain; charset=utf-8',
      ];
      // One after the other, so that none is counted while another is removed.
      const sent = sending.then(() => write(name, `${headers.join('\n')}\n\n${text}\n`));
      sending = sent.catch(() => undefined);
      await sent;
    },
    stop: () => undefined,
  };
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX)).sort();
  for (const name of names.slice(0, -KEPT_MAX)) await rm(join(folder, name), { force: true });
}
