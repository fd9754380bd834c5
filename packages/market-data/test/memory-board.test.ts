import { describeBoardContract } from '@truetape/market-data/contract';
import { memoryHarness } from './memory-harness.ts';

describeBoardContract('MemoryBoard', memoryHarness());
