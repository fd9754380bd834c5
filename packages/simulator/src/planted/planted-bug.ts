/** A mistake that can be switched on: what stands once in a source of the product, and what it becomes. */
export interface PlantedBug {
  /** From the root of the repository. */
  readonly file: string;
  /** What goes wrong, in a few words. */
  readonly title: string;
  /** An expression, or whole statements. */
  readonly is: 'expression' | 'statement';
  readonly right: string;
  readonly wrong: string;
}

/** The number of the mistake that is switched on in this thread; none unless somebody says so. */
export function plant(number: number | undefined): void {
  Object.assign(globalThis, { [SWITCH]: number });
}

const SWITCH = '__planted';

/** A source in which its mistakes stand beside what is right, each behind its number. */
export function withPlanted(
  source: string,
  bugs: readonly (PlantedBug & { readonly number: number })[],
): string {
  return bugs.reduce((text, { number, title, is, right, wrong }) => {
    const parts = text.split(right);
    if (parts.length !== 2) {
      throw new Error(
        `"${title}" has no place any more: its text stands there ${parts.length - 1} times`,
      );
    }
    const isOn = `(globalThis as { ${SWITCH}?: number }).${SWITCH} === ${number}`;
    const both =
      is === 'expression'
        ? `(${isOn} ? (${wrong}) : (${right}))`
        : `if (${isOn}) { ${wrong} } else { ${right} }`;
    return parts.join(both);
  }, source);
}
