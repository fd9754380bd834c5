import type { Letter, Mail } from '../mail/mail.ts';

export type Words = Omit<Letter, 'to'>;

export interface Telling {
  readonly mail: Mail;
  /** Told of what went wrong behind an answer that was given. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/**
 * Whoever asked is answered meanwhile, whether the mail can be handed over or not: they ask again. How long a server of
 * mails takes would tell them that there was something to send.
 */
export function tell({ mail, onTrouble }: Telling, to: string, words: Words): void {
  void mail
    .send({ to, ...words })
    .catch((error: unknown) => onTrouble('a mail was not sent', error));
}
