import { cruise, type ICruiseResult, type IModule } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';
import type { Finding } from './finding.ts';

export interface Cruised {
  readonly modules: readonly IModule[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the imports of `files` (relative to the working folder) and holds them against `.dependency-cruiser.mjs`.
 *
 * @throws Error when a file was not read: without a compiler it knows, dependency-cruiser passes over TypeScript in
 * silence, and a rule that looks at nothing always holds
 */
export async function cruiseFiles(files: readonly string[]): Promise<Cruised> {
  const { output } = await cruise([...files], {
    ...config.options,
    ruleSet: { forbidden: config.forbidden ?? [] },
    validate: true,
  });
  if (typeof output === 'string') throw new Error(output);
  refuseUnread(files, output.modules);
  return {
    modules: output.modules,
    findings: output.summary.violations.map(findingOf),
  };
}

/** @throws Error naming the first file that is not among `modules`, and when no import was found in any */
export function refuseUnread(files: readonly string[], modules: readonly IModule[]): void {
  const read = new Set(modules.map(({ source }) => source));
  const unread = files.find((file) => !read.has(file));
  if (unread !== undefined) throw new Error(`dependency-cruiser has not read ${unread}`);
  if (!modules.some(({ dependencies }) => dependencies.length > 0)) {
    throw new Error('dependency-cruiser has found no import in any file');
  }
}

type Violation = ICruiseResult['summary']['violations'][number];

function findingOf({ rule, from, to, cycle }: Violation): Finding {
  const path = cycle === undefined ? to : cycle.map(({ name }) => name).join(' → ');
  return { rule: rule.name, file: from, what: `imports ${path}` };
}
