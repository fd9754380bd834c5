import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { OwnAgent, type TlsFiles, trustOwn } from '../src/index.ts';
import { webSocketRoute } from '../src/web-socket.ts';
import { openEdge } from './support.ts';
import { newCertificate } from './support-tls.ts';

async function shown(port: number, options: object = {}): Promise<PeerCertificate> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
  await once(socket, 'secureConnect');
  const certificate = socket.getPeerCertificate();
  socket.destroy();
  return certificate;
}

const nameIn = (certificate: PeerCertificate) => certificate.subject.CN;

/** By the agent that our own processes use. @returns the status */
function ask(port: number, agent: OwnAgent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/health/live', agent }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}

function replaceBy(files: TlsFiles, others: TlsFiles): void {
  copyFileSync(others.cert, files.cert);
  copyFileSync(others.key, files.key);
}

describe('with a certificate', () => {
  test('requests are answered by HTTPS, and browsers told to stay with it', async () => {
    const files = newCertificate('desk.example');
    const port = await openEdge(undefined, { tls: files }).listen();
    const agent = new OwnAgent(files.cert, {});
    expect(await ask(port, agent)).toBe(200);
    const socket = connect({ port, host: '127.0.0.1', ...trustOwn(files.cert)() });
    socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    let text = '';
    for await (const bytes of socket) text += String(bytes);
    expect(text).toMatch(/strict-transport-security: max-age=31536000\r\n/i);
  });

  test('feeds come by it', async () => {
    const files = newCertificate('desk.example');
    const edge = openEdge(undefined, { tls: files });
    const limits = {
      messageBytesMax: 100,
      waitingBytesMax: 100,
      waitingMsMax: 10_000,
      heartbeatMs: 10_000,
      closeMs: 100,
    };
    await webSocketRoute(edge.app, {
      path: '/feed',
      limits,
      accept: (connection) => ({ onMessage: () => void connection.send('heard') }),
    });
    const port = await edge.listen();
    const feed = new WebSocket(`wss://127.0.0.1:${port}/feed`, trustOwn(files.cert)() as object);
    await once(feed, 'open');
    feed.send('1');
    expect(String((await once(feed, 'message'))[0])).toBe('heard');
    feed.terminate();
  });

  test('nobody speaks an older TLS than 1.2', async () => {
    const port = await openEdge(undefined, { tls: newCertificate('desk.example') }).listen();
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' };
    await expect(shown(port, old)).rejects.toThrow(/alert|version|protocol/i);
    expect(nameIn(await shown(port, { maxVersion: 'TLSv1.2' }))).toBe('desk.example');
  });

  test('a new one in the files is shown to new connections, and open ones go on', async () => {
    const files = newCertificate('old.example');
    const port = await openEdge(undefined, { tls: files }).listen();
    const open = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(open, 'secureConnect');
    replaceBy(files, newCertificate('new.example'));
    for (let looks = 0; nameIn(await shown(port)) !== 'new.example'; looks += 1) {
      expect(looks, 'it is read again within 5 s').toBeLessThan(100);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    open.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(String((await once(open, 'data'))[0])).toContain('200 OK');
    open.destroy();
  });

  test('files that are no pair change nothing, and the log says so', async () => {
    const files = newCertificate('old.example');
    const edge = openEdge(undefined, { tls: files });
    const port = await edge.listen();
    copyFileSync(newCertificate('new.example').cert, files.cert);
    const said = async () =>
      (await edge.logLines()).some(({ msg }) => msg === 'the certificate before counts on');
    for (let looks = 0; !(await said()); looks += 1) {
      expect(looks, 'it is read again within 5 s').toBeLessThan(100);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(nameIn(await shown(port))).toBe('old.example');
    const key = readFileSync(files.key, 'utf8').split('\n')[1] ?? '';
    expect(JSON.stringify(await edge.logLines())).not.toContain(key);
  });

  test.each([
    ['is not there', ''],
    ['is no PEM', 'hello'],
  ])('a file that %s keeps it from starting, with one line', (_what, content) => {
    const files = newCertificate('desk.example');
    if (content !== '') writeFileSync(files.cert, content);
    const tls = content === '' ? { ...files, cert: `${files.cert}.nothing` } : files;
    expect(() => openEdge(undefined, { tls })).toThrow(/^TLS_CERT and TLS_KEY cannot be used: /);
  });

  test('a connection that speaks HTTP without it is closed', async () => {
    const port = await openEdge(undefined, { tls: newCertificate('desk.example') }).listen();
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
    });
    await once(socket, 'close');
    expect(text).not.toContain('HTTP/1.1 200');
  });

  test('a connection that does not come to an agreement is closed in time', async () => {
    const limits = { requestTimeoutMs: 200, requestTimeoutCheckMs: 50 };
    const tls = newCertificate('desk.example');
    const port = await openEdge(undefined, { tls, limits }).listen();
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    await once(socket, 'close');
  });
});

describe('our own processes', () => {
  test('know each other by the certificate, whoever issued it and whatever name is in it', async () => {
    const files = newCertificate('somewhere.else');
    const port = await openEdge(undefined, { tls: files }).listen();
    expect(await ask(port, new OwnAgent(files.cert, {}))).toBe(200);
  });

  test('do not take anybody else for one of them', async () => {
    const stranger = newCertificate('desk.example');
    const port = await openEdge(undefined, { tls: stranger }).listen();
    const ours = newCertificate('desk.example');
    await expect(ask(port, new OwnAgent(ours.cert, {}))).rejects.toThrow();
  });

  test('know each other while the certificate is renewed', async () => {
    const files = newCertificate('old.example');
    const port = await openEdge(undefined, { tls: files }).listen();
    const agent = new OwnAgent(files.cert, {});
    expect(await ask(port, agent)).toBe(200);
    replaceBy(files, newCertificate('new.example'));
    const until = performance.now() + 3_000;
    while (performance.now() < until) expect(await ask(port, agent)).toBe(200);
    expect(nameIn(await shown(port))).toBe('new.example');
  });
});
