import { authenticatorOf, journalOf } from '@truetape/auth/testing';
import type { RecordedEvent } from '@truetape/kernel';
import { expect, test } from 'vitest';
import { venuesOnPostgres } from './open-venue.ts';
import { ACCOUNTS, eventually, listen, openFeed, openLog, tokenOf } from './support.ts';

const { openVenue } = venuesOnPostgres();

const LIMITS = { lookMs: 20, checkMs: 3_600_000, silenceMs: 3_600_000 };
const bearer = (name: string) => ({ headers: { authorization: `Bearer ${tokenOf(name)}` } });

/** What is noted goes into a log of its own: the venue counts what is in its. */
async function openNoted() {
  const noted = journalOf(openLog());
  const operator = { token: tokenOf('operator') };
  const traders = ACCOUNTS.map((accountId) => ({ accountId, token: tokenOf(accountId) }));
  const authenticator = authenticatorOf({ operator, traders });
  const { journal } = noted;
  const { app } = await openVenue(undefined, { limits: LIMITS, authenticator, journal });
  return { ...noted, port: await listen(app) };
}

const shortOf = ({ type, actor, data }: RecordedEvent) => {
  const { route, code, accountId } = data as Readonly<Record<string, string>>;
  return [type, actor?.userId, route, code ?? accountId];
};

test('every refusal on a feed is noted once', async () => {
  const { port, written } = await openNoted();
  const nobody = await openFeed(port);
  nobody.subscribe('book');
  nobody.subscribe('orders', { accountId: 'trader-1' });
  nobody.send({ op: 'authenticate', token: tokenOf('stranger') });
  const other = await openFeed(port, bearer('trader-2'));
  other.subscribe('fills', { accountId: 'trader-1' });
  other.subscribe('fills', { accountId: 'trader-2' });
  const errors = ({ messages }: typeof other) => messages.filter(({ type }) => type === 'error');
  await eventually(() => errors(nobody).length === 2 && errors(other).length === 1);
  const events = await written();
  expect(events.map(shortOf)).toEqual([
    ['AccessDenied', undefined, 'stream orders', 'AUTH_REQUIRED'],
    ['AccessDenied', undefined, 'GET /v1/stream', 'AUTH_REQUIRED'],
    ['AccessDenied', 'trader-2', 'stream fills', 'ACCOUNT_NOT_FOUND'],
  ]);
});

test('what the staff hears of an account is noted, and what is their own is not', async () => {
  const { port, written } = await openNoted();
  const operator = await openFeed(port, bearer('operator'));
  operator.subscribe('orders', { accountId: 'trader-1' });
  operator.subscribe('book');
  const own = await openFeed(port, bearer('trader-1'));
  own.subscribe('orders', { accountId: 'trader-1' });
  const snapshots = ({ messages }: typeof own) =>
    messages.filter(({ type }) => type === 'snapshot');
  await eventually(() => snapshots(operator).length === 2 && snapshots(own).length === 1);
  expect((await written()).map(shortOf)).toEqual([
    ['AuditorRead', 'operator', 'stream orders', 'trader-1'],
  ]);
});

test('what the staff cannot be noted to hear they do not hear', async () => {
  const log = openLog();
  const noted = journalOf(log);
  const { app } = await openVenue(undefined, { limits: LIMITS, journal: noted.journal });
  const port = await listen(app);
  await log.close();
  const operator = await openFeed(port, bearer('operator'));
  operator.subscribe('orders', { accountId: 'trader-1' });
  await eventually(() => operator.messages.some(({ type }) => type === 'error'));
  expect(operator.messages.at(-1)).toMatchObject({ type: 'error', code: 'SERVICE_UNAVAILABLE' });
});
