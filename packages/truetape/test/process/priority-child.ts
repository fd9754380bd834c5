import { getPriority } from 'node:os';
import { lowerPriority } from '@truetape/service';
import { sessionWeight } from './session-weight.ts';

// Gives way, and says how its session and itself are weighed then.
lowerPriority();
process.stdout.write(JSON.stringify({ session: sessionWeight(), own: getPriority() }));
