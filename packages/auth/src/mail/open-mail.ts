import { join } from 'node:path';
import { folderMail } from './folder-mail.ts';
import type { Mail } from './mail.ts';
import { smtpMail } from './smtp-mail.ts';

export interface MailOptions {
  readonly smtpUrl: string | undefined;
  readonly from: string;
}

/** Mails to people by SMTP, or, where there is no server, into `DATA_DIR/mail`. */
export async function openMail(dataDir: string, { smtpUrl, from }: MailOptions): Promise<Mail> {
  return smtpUrl === undefined
    ? folderMail(join(dataDir, 'mail'))
    : smtpMail({ url: smtpUrl, from });
}
