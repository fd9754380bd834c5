import type { Subscription } from '@truetape/contracts';
import { createMetrics } from '@truetape/observability';
import { expect, test } from 'vitest';
import { Feed, type Receiver } from '../src/stream/feed.ts';
import { Hub } from '../src/stream/hub.ts';

const FRAME_MS = 1;

function openHub() {
  const limits = { frameIntervalMs: FRAME_MS, framedMax: 100, snapshotMs: 0 };
  const hub = new Hub({ limits, joins: createMetrics().streamJoins });
  const feedOf = (symbol: string) => {
    const subscription: Subscription = { channel: 'trades', symbol };
    const content = { changedAt: 1, upTo: () => 1, snapshot: () => ({ trades: [] }) };
    return new Feed({ subscription, content, courier: hub, recentMax: () => 10 });
  };
  return { hub, feeds: ['A-USD', 'B-USD', 'C-USD', 'D-USD'].map(feedOf) };
}

const frames = () => new Promise((resolve) => setTimeout(resolve, 20 * FRAME_MS));

test('who is sent away while joining is nobody of any feed', async () => {
  const { hub, feeds } = openHub();
  let sent = 0;
  // As a connection that is too slow: with some frame it leaves everything it has asked for.
  const receiver: Receiver = {
    send: () => {
      sent += 1;
      if (sent === 3) for (const feed of feeds) hub.leave(receiver, feed);
    },
    isBehind: () => false,
    onOver: () => undefined,
  };
  for (const feed of feeds) hub.join({ receiver, feed, id: undefined, sequence: undefined });
  await frames();
  hub.close();
  expect(sent).toBeGreaterThanOrEqual(3);
  expect(feeds.map(({ members }) => members.size)).toEqual([0, 0, 0, 0]);
});

test('who is behind joins when less waits, and one large snapshot after the other', async () => {
  const { hub, feeds } = openHub();
  let isBehind = false;
  const sent: number[] = [];
  const receiver: Receiver = {
    send: () => {
      sent.push(feeds.filter(({ members }) => members.has(receiver)).length);
      isBehind = true;
    },
    isBehind: () => isBehind,
    onOver: () => undefined,
  };
  for (const feed of feeds) hub.join({ receiver, feed, id: undefined, sequence: undefined });
  for (const joined of [1, 2, 3, 4]) {
    isBehind = false;
    await frames();
    expect(sent.at(-1)).toBe(joined);
  }
  hub.close();
  expect(sent).toHaveLength(8);
});

test('what is said of a position comes after the changes up to there', async () => {
  const { hub, feeds } = openHub();
  const [feed] = feeds as [Feed];
  const heard: string[] = [];
  const receiver: Receiver = {
    send: (frame) => {
      heard.push(...(JSON.parse(String(frame)) as { type: string }[]).map(({ type }) => type));
    },
    isBehind: () => false,
    onOver: () => undefined,
  };
  hub.join({ receiver, feed, id: undefined, sequence: undefined });
  await frames();
  hub.afterFrame(() => heard.push('position'));
  feed.change(2, { trades: [] });
  await frames();
  hub.close();
  expect(heard).toEqual(['subscribed', 'snapshot', 'delta', 'position']);
});
