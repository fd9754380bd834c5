import type { Catalogue } from '@truetape/codec';
import type { RecordedEvent } from '@truetape/kernel';

/**
 * The rulesets that each market has had so far. An order names the one that its decider knew of; it may have been
 * another one by the time its event was appended.
 */
export function rulesetsInForce(catalogue: Catalogue) {
  const known = new Map<string, Set<number>>();
  return {
    read: ({ type }: RecordedEvent): void => {
      if (type !== 'InstrumentListed' && type !== 'RulesetAdopted') return;
      for (const [symbol, { instrument }] of catalogue.markets) {
        const rulesets = known.get(symbol) ?? new Set();
        known.set(symbol, rulesets.add(instrument.ruleset));
      }
    },
    has: (symbol: string, ruleset: number): boolean => known.get(symbol)?.has(ruleset) ?? false,
  };
}
