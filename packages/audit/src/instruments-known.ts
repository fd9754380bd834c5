import type { Catalogue } from '@truetape/codec';
import type { Instrument } from '@truetape/domain';
import type { RecordedEvent } from '@truetape/kernel';

/** After these events a market is defined in another way than before. */
const DEFINES: ReadonlySet<string> = new Set([
  'InstrumentListed',
  'FeeTiersChanged',
  'RulesetAdopted',
]);

/**
 * Every market as it has been defined so far. An order names the definition and the ruleset that its decider knew of;
 * there may have been others by the time its event was appended.
 */
export function instrumentsKnown(catalogue: Catalogue) {
  const definitions = new Map<string, Map<number, Instrument>>();
  const rulesets = new Map<string, Set<number>>();
  return {
    read: ({ type }: RecordedEvent): void => {
      if (!DEFINES.has(type)) return;
      for (const [symbol, { instrument }] of catalogue.markets) {
        const known = definitions.get(symbol) ?? new Map();
        definitions.set(symbol, known.set(instrument.revision, instrument));
        rulesets.set(symbol, (rulesets.get(symbol) ?? new Set()).add(instrument.ruleset));
      }
    },
    /** By the revision of the event that defined it. */
    at: (symbol: string, revision: number): Instrument | undefined =>
      definitions.get(symbol)?.get(revision),
    hasRuleset: (symbol: string, ruleset: number): boolean =>
      rulesets.get(symbol)?.has(ruleset) ?? false,
  };
}
