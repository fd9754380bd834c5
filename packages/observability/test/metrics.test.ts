import { describe, expect, test } from 'vitest';
import { createMetrics, METRICS } from '../src/index.ts';

const metricsText = () => {
  const metrics = createMetrics({ processMetrics: false });
  return { metrics, text: () => metrics.text() };
};

describe('the table of metrics', () => {
  const all = Object.values(METRICS);

  test('has one name for each', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  test.each(all)('$name is prefixed and ends in its unit', ({ kind, name, help }) => {
    expect(name).toMatch(/^truetape_[a-z]+(_[a-z]+)*$/);
    const units = { histogram: /_(seconds|events)$/, counter: /_total$/, gauge: /(?<!_total)$/ };
    expect(name).toMatch(units[kind]);
    expect(help).toMatch(/^[A-Z].*\.$/);
  });

  test('has buckets that grow', () => {
    for (const definition of all) {
      if (definition.kind !== 'histogram') continue;
      const buckets: readonly number[] = definition.buckets;
      expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
      expect(new Set(buckets).size).toBe(buckets.length);
    }
  });

  test('is what a registry reports, each with its help and type, and nothing else', async () => {
    const text = await metricsText().text();
    const reported = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, kind]) => ({
      name,
      kind,
    }));
    expect(reported).toEqual(all.map(({ name, kind }) => ({ name, kind })));
    for (const { name, help } of all) expect(text).toContain(`# HELP ${name} ${help}\n`);
  });
});

describe('a histogram', () => {
  test('counts a value in its bucket and all above, the edge included', async () => {
    const { metrics, text } = metricsText();
    for (const value of [1, 2, 3, 1024, 5000]) metrics.commitEvents.labels().observe(value);
    expect(await text()).toContain(
      [
        'truetape_commit_size_events_bucket{le="1"} 1',
        'truetape_commit_size_events_bucket{le="2"} 2',
        'truetape_commit_size_events_bucket{le="4"} 3',
        'truetape_commit_size_events_bucket{le="8"} 3',
      ].join('\n'),
    );
    expect(await text()).toContain(
      [
        'truetape_commit_size_events_bucket{le="512"} 3',
        'truetape_commit_size_events_bucket{le="1024"} 4',
        'truetape_commit_size_events_bucket{le="+Inf"} 5',
        'truetape_commit_size_events_sum 6030',
        'truetape_commit_size_events_count 5',
      ].join('\n'),
    );
  });

  test('keeps its lines apart by their labels, and is bound once', async () => {
    const { metrics, text } = metricsText();
    const seconds = metrics.requestSeconds.labels('POST', '/v1/orders', '201');
    expect(metrics.requestSeconds.labels('POST', '/v1/orders', '201')).toBe(seconds);
    seconds.observe(0.003);
    metrics.requestSeconds.labels('POST', '/v1/orders', '422').observe(0.003);
    const count = 'truetape_http_request_duration_seconds_count{method="POST",route="/v1/orders"';
    expect(await text()).toContain(`${count},status="201"} 1`);
    expect(await text()).toContain(`${count},status="422"} 1`);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('does not count %d', async (value) => {
    const { metrics, text } = metricsText();
    metrics.appendSeconds.labels().observe(value);
    expect(await text()).toContain('truetape_append_duration_seconds_count 0');
  });

  test('observes in well under a microsecond', () => {
    const seconds = createMetrics({ processMetrics: false }).requestSeconds.labels(
      'POST',
      '/',
      '201',
    );
    const times = 200_000;
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 5; run += 1) {
      const start = performance.now();
      for (let count = 0; count < times; count += 1) seconds.observe(0.0012);
      best = Math.min(best, ((performance.now() - start) * 1000) / times);
    }
    expect(best).toBeLessThan(1);
  });
});

test('a counter counts, and a gauge is set and moved', async () => {
  const { metrics, text } = metricsText();
  metrics.commandsDenied.labels('RISK_INSUFFICIENT_FUNDS').increment();
  metrics.webSocketMessages.labels().increment(20);
  metrics.webSocketConnections.labels('/v1/stream').add(3);
  metrics.webSocketConnections.labels('/v1/stream').add(-1);
  metrics.projectionLagSeconds.labels('orders').set(0.25);
  expect(await text()).toContain(
    'truetape_commands_denied_total{code="RISK_INSUFFICIENT_FUNDS"} 1',
  );
  expect(await text()).toContain('truetape_websocket_messages_sent_total 20');
  expect(await text()).toContain('truetape_websocket_connections{route="/v1/stream"} 2');
  expect(await text()).toContain('truetape_projection_lag_seconds{projection="orders"} 0.25');
});

test('a metric whose labels leak stops growing and counts the rest together', async () => {
  const { metrics, text } = metricsText();
  for (let count = 0; count < 5_100; count += 1)
    metrics.commandsDenied.labels(`CODE_${count}`).increment();
  const lines = (await text())
    .split('\n')
    .filter((line) => line.startsWith('truetape_commands_denied_total{'));
  expect(lines).toHaveLength(5_001);
  expect(lines.at(-1)).toBe('truetape_commands_denied_total{code="other"} 100');
});

test('label values are escaped', async () => {
  const { metrics, text } = metricsText();
  metrics.commandsDenied.labels('a"b\\c\nd').increment();
  expect(await text()).toContain('truetape_commands_denied_total{code="a\\"b\\\\c\\nd"} 1');
});

test('two processes in one have two registries, each with process metrics unless told not to', async () => {
  const [first, second] = [createMetrics(), metricsText().metrics];
  first.appendSeconds.labels().observe(1);
  expect(await first.text()).toContain('process_resident_memory_bytes');
  expect(await second.text()).not.toContain('process_resident_memory_bytes');
  expect(await second.text()).toContain('truetape_append_duration_seconds_count 0');
});
