import { deepStrictEqual as equal } from 'node:assert';
import { appendRules } from './append-rules.ts';
import { durableRules } from './durable-rules.ts';
import type { LogHarness, Rule } from './harness.ts';
import { queuedRules } from './queued-rules.ts';
import { readRules } from './read-rules.ts';
import { repeatRules } from './repeat-rules.ts';
import { restartRules } from './restart-rules.ts';
import { subscribeRules } from './subscribe-rules.ts';
import { unqueuedRules } from './unqueued-rules.ts';
import { quiet } from './waiting.ts';

/** Everything the port promises, for one kind of log. There is no way to ask for less. */
export function contractRules(harness: LogHarness): readonly Rule[] {
  const { pipelined } = harness;
  return [
    {
      title: `pipelined › says ${pipelined}`,
      check: async ({ log }) => equal(log.pipelined, pipelined),
    },
    ...appendRules,
    ...repeatRules,
    ...readRules,
    ...subscribeRules,
    ...restartRules,
    ...durableRules,
    ...(pipelined ? queuedRules : unqueuedRules),
  ];
}

/** Checks one rule on a new log. @throws whatever the rule found wrong */
export async function checkRule(rule: Rule, harness: LogHarness): Promise<void> {
  const subject = await harness.open();
  try {
    await rule.check(subject);
  } catch (fault) {
    // A log with a fault may never close: what was found must be told all the same.
    await Promise.race([subject.dispose().catch(() => {}), quiet()]);
    throw fault;
  }
  await subject.dispose();
}
