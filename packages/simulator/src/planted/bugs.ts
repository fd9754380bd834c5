import { ACCOUNT_BUGS } from './account-bugs.ts';
import { CORRECTION_BUGS } from './correction-bugs.ts';
import { ENGINE_BUGS } from './engine-bugs.ts';
import { LIMIT_BUGS } from './limit-bugs.ts';
import { MONEY_BUGS } from './money-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';
import { SHELL_BUGS } from './shell-bugs.ts';
import { SWITCH_BUGS } from './switch-bugs.ts';
import { WATCH_BUGS } from './watch-bugs.ts';

/** Every mistake that the simulator must find, each switched on alone. Their numbers count from 1. */
export const PLANTED_BUGS: readonly (PlantedBug & { readonly number: number })[] = [
  ...ACCOUNT_BUGS,
  ...SHELL_BUGS,
  ...ENGINE_BUGS,
  ...LIMIT_BUGS,
  ...CORRECTION_BUGS,
  ...MONEY_BUGS,
  ...SWITCH_BUGS,
  ...WATCH_BUGS,
].map((bug, index) => ({ ...bug, number: index + 1 }));
