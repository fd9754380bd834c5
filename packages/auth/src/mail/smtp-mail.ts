import { assertLetter } from './letter.ts';
import type { Mail } from './mail.ts';

export interface SmtpOptions {
  /** `smtps://user:password@host` with TLS from the start, `smtp://…` with STARTTLS. */
  readonly url: string;
  /** The address that mails come from. */
  readonly from: string;
}

const CONNECTIONS_MAX = 2;
/** Mails on their way and waiting; further ones are refused, and those sooner that anybody can ask for. */
const SENDING_MAX = 200;
const SENDING_OF_STRANGERS_MAX = 150;
const WITHIN_MS = 10_000;

/** Hosts that are this machine: nobody listens in between. */
const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Mails by SMTP. To other machines they go by TLS, or not at all. */
export async function smtpMail({ url, from }: SmtpOptions): Promise<Mail> {
  // Loaded by those who send mails.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: CONNECTIONS_MAX,
      requireTLS: !THIS_MACHINE.test(new URL(url).hostname),
      connectionTimeout: WITHIN_MS,
      greetingTimeout: WITHIN_MS,
      socketTimeout: WITHIN_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  let sending = 0;
  return {
    send: async (letter) => {
      assertLetter(letter);
      const max = letter.isOfStranger ? SENDING_OF_STRANGERS_MAX : SENDING_MAX;
      if (sending >= max) throw new Error('The mail was not sent: too many are waiting');
      sending += 1;
      try {
        await transport.sendMail({ to: letter.to, subject: letter.subject, text: letter.text });
      } catch (error) {
        throw new Error(`The mail was not sent: ${whyOf(error)}`);
      } finally {
        sending -= 1;
      }
    },
    stop: () => transport.close(),
  };
}

/** Servers repeat the address in their words: codes only. */
function whyOf(error: unknown): string {
  const { code, responseCode } = error as {
    readonly code?: string;
    readonly responseCode?: number;
  };
  return [code ?? 'unknown', responseCode].filter((part) => part !== undefined).join(' ');
}
