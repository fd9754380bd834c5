import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { smtpMail } from '../../src/index.ts';

const LETTER = {
  to: 'ann@example.com',
  subject: 'Grüße, here is your code',
  text: 'It is 123456.\n.\nBcc: no header\n',
};

interface Received {
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly user: string | undefined;
  readonly isSecure: boolean;
  readonly mail: string;
}

/** A real server, on a port of its own. */
async function serverOf(options: SMTPServerOptions) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error(`no, ${username}`)),
    onData: (stream, { envelope, user, secure }, done) => {
      void text(stream).then((mail) => {
        const { mailFrom, rcptTo } = envelope;
        received.push({
          from: mailFrom === false ? undefined : mailFrom?.address,
          to: rcptTo.map(({ address }) => address),
          user,
          isSecure: secure,
          mail,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  const { port } = server.server.address() as AddressInfo;
  return { received, port };
}

async function sender(url: string) {
  const mail = await smtpMail({ url, from: 'desk@example.com' });
  onTestFinished(mail.stop);
  return mail;
}

const PLAIN: SMTPServerOptions = { disabledCommands: ['STARTTLS'] };

describe('a mail by SMTP', () => {
  test('is with the server when it is sent', async () => {
    const { received, port } = await serverOf(PLAIN);
    const mail = await sender(`smtp://truetape:right@127.0.0.1:${port}`);
    await mail.send(LETTER);
    const [{ mail: source = '', ...envelope } = {}] = received;
    expect(envelope).toEqual({
      from: 'desk@example.com',
      to: ['ann@example.com'],
      user: 'truetape',
      isSecure: false,
    });
    const [head = '', body] = source.split('\r\n\r\n');
    expect(head).toContain('\r\nTo: ann@example.com\r\n');
    expect(head).toMatch(/^From: desk@example.com\r\n/);
    expect(head).toContain('Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe=2C_here_is_your_code?=');
    expect(head).not.toContain('Bcc');
    expect(body).toBe('It is 123456.\r\n.\r\nBcc: no header\r\n');
  });

  test('goes by one connection after the other', async () => {
    let connections = 0;
    const { received, port } = await serverOf({
      ...PLAIN,
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
    });
    const mail = await sender(`smtp://127.0.0.1:${port}`);
    await Promise.all(Array.from({ length: 20 }, () => mail.send(LETTER)));
    expect([received.length, connections]).toEqual([20, 2]);
  });

  test('waits with so many others and no more', async () => {
    const { received, port } = await serverOf(PLAIN);
    const mail = await sender(`smtp://127.0.0.1:${port}`);
    const sent = await Promise.allSettled(Array.from({ length: 210 }, () => mail.send(LETTER)));
    const refused = sent.filter(({ status }) => status === 'rejected');
    expect([received.length, refused.length]).toEqual([200, 10]);
    expect(refused[0]).toMatchObject({
      reason: { message: 'The mail was not sent: too many are waiting' },
    });
    await mail.send(LETTER);
  });

  test('goes to other machines by TLS or not at all', async () => {
    // An address that is not known to be this machine, and is.
    const elsewhere = (port: number) => `smtp://truetape:right@0.0.0.0:${port}`;
    const without = await serverOf(PLAIN);
    await expect((await sender(elsewhere(without.port))).send(LETTER)).rejects.toThrow(
      /^The mail was not sent: ETLS/,
    );
    // Its certificate is its own.
    const unknown = await serverOf({});
    await expect((await sender(elsewhere(unknown.port))).send(LETTER)).rejects.toThrow(
      /^The mail was not sent: E(TLS|SOCKET)/,
    );
    expect([...without.received, ...unknown.received]).toEqual([]);
    const trusted = `${elsewhere(unknown.port)}?tls.rejectUnauthorized=false`;
    await (await sender(trusted)).send(LETTER);
    expect(unknown.received).toMatchObject([{ isSecure: true, user: 'truetape' }]);
  });

  test('is not sent with a wrong password, and says neither it nor the address', async () => {
    const { received, port } = await serverOf(PLAIN);
    const mail = await sender(`smtp://truetape:wrong@127.0.0.1:${port}`);
    await expect(mail.send(LETTER)).rejects.toThrow(/^The mail was not sent: EAUTH 535$/);
    expect(received).toEqual([]);
  });

  test('that the server refuses is a failure without the address', async () => {
    const { port } = await serverOf({
      ...PLAIN,
      onRcptTo: ({ address }, _session, done) => done(new Error(`unknown: ${address}`)),
    });
    const mail = await sender(`smtp://127.0.0.1:${port}`);
    await expect(mail.send(LETTER)).rejects.toThrow(/^The mail was not sent: EENVELOPE 550$/);
  });

  test('to nobody who listens is a failure', async () => {
    const mail = await sender('smtp://127.0.0.1:1');
    await expect(mail.send(LETTER)).rejects.toThrow(/^The mail was not sent: E\w+$/);
  });
});
