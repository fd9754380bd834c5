/** A mistake that was searched for. */
export interface Found {
  readonly title: string;
  readonly file: string;
  /** The first one that finds it; how many it took. */
  readonly seed: number;
  /** That was seen to be broken. */
  readonly rule: string | undefined;
}

const INTRO = `# Planted bugs

Mistakes that were put into the product one at a time, and the first seed at which the simulator finds each: so many seeds it
took, from seed 1 on, with 300 commands each. \`npm run test:long\` searches them and writes this page; CI repeats each at its
seed, and runs the same seeds without a mistake.
[simulation.md](simulation.md) says how the simulator works.
`;

/** What \`docs/simulation-bugs.md\` says. */
export function pageOf(found: readonly Found[]): string {
  const rows = [...found]
    .sort((one, other) => (one.title < other.title ? -1 : 1))
    .map(
      ({ title, file, seed, rule }) =>
        `| ${title} | \`${file}\` | ${rule === undefined ? 'not found' : seed} | ${rule ?? ''} |`,
    );
  const table = [
    '| what is wrong | where | seed | the rule that breaks |',
    '| --- | --- | --- | --- |',
    ...rows,
  ];
  return `${INTRO}\n${table.join('\n')}\n`;
}

/** The mistakes that a page says are found. */
export function foundIn(page: string): readonly Found[] {
  const rows = page.matchAll(/^\| ([^|]+) \| `([^|]+)` \| (\d+) \| ([^|]+) \|$/gm);
  return [...rows].map(([, title = '', file = '', seed, rule]) => ({
    title,
    file,
    seed: Number(seed),
    rule,
  }));
}
