import { catalogueEvolve, emptyCatalogue, inNewestVersion } from '@truetape/codec';
import { Changes, type LogEvent, READ_MODELS, type Row, TABLES } from '@truetape/read-models';
import { same } from '../model/same.ts';
import type { History } from '../store/history.ts';
import type { SimulatedRows } from '../store/simulated-rows.ts';
import { holds } from '../violation.ts';

/**
 * Compares the rows that projectors have written, with all their crashes, with those of a fold that reads the log once, from
 * its beginning, and never ends.
 */
export class ReadModelCheck {
  readonly #history: History;
  readonly #catalogue = emptyCatalogue();
  readonly #folds = READ_MODELS.map((model) => model.start(this.#catalogue));
  readonly #rows = new Map(TABLES.map(({ name }) => [name, new Map<string, Row>()] as const));
  #position = -1;
  /** Streams in the middle of an input. */
  readonly #open = new Set<string>();

  constructor(history: History) {
    this.#history = history;
  }

  compare({ checkpoints, tables }: SimulatedRows): void {
    const [position, ...others] = new Set([...checkpoints.values()].map((one) => one.position));
    if (position === undefined) return;
    holds(others.length === 0, 'read models that are read together move together', () => {
      return `their checkpoints are at ${[position, ...others].join()}`;
    });
    this.#readUpTo(position);
    holds(this.#open.size === 0, 'readers are shown whole inputs', () => {
      return `${[...this.#open].join()} at position ${this.#position}`;
    });
    for (const [name, want] of this.#rows) {
      const have = tables.get(name);
      const rule = 'a read model is the fold of its log';
      holds(have?.size === want.size, rule, () => {
        return `${have?.size} rows of ${name} at position ${this.#position}, not ${want.size}`;
      });
      for (const [key, row] of want) {
        const stored = have.get(key);
        holds(same(row, stored), rule, () => {
          return `${name} ${key} is ${JSON.stringify(stored)}, not ${JSON.stringify(row)}`;
        });
      }
    }
  }

  #readUpTo(position: number): void {
    const changes = new Changes();
    while (this.#position < position) {
      this.#position += 1;
      const event = this.#history.events[this.#position];
      if (event === undefined) continue;
      const read = inNewestVersion(event) as LogEvent; // its form is checked by who writes the rows
      catalogueEvolve(this.#catalogue, read);
      for (const fold of this.#folds) fold.apply(read, changes);
      const { last } = event.data as { readonly last?: boolean };
      if (last === false) this.#open.add(event.stream);
      else if (last === true) this.#open.delete(event.stream);
    }
    for (const table of TABLES) {
      const rows = this.#rows.get(table.name);
      for (const [key, row] of changes.of(table)) {
        if (row === null) rows?.delete(key);
        else rows?.set(key, row);
      }
    }
  }
}
