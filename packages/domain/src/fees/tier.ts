import type { FeeTier, Instrument } from '../instrument/instrument.ts';
import { type Minor, NOTHING } from '../value/units.ts';

/** The rates that somebody has who traded so much: those of the last tier that is reached. */
export function tierOf({ feeTiers }: Instrument, volume: Minor): FeeTier {
  return feeTiers.findLast(({ minVolume = NOTHING }) => volume >= minVolume) ?? feeTiers[0];
}
