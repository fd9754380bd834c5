import type { MakeContender } from './contender.ts';

/** What is measured, by name. Each is loaded in the process that runs it. */
export const CONTENDERS = {
  production: async (): Promise<MakeContender> => {
    const { FedEngine } = await import('../fed-engine.ts');
    return (workload) => new FedEngine(workload);
  },
  naive: async (): Promise<MakeContender> => {
    const { naiveContender } = await import('./naive.ts');
    return naiveContender;
  },
  'nodejs-order-book': async (): Promise<MakeContender> => {
    const { nodejsOrderBook } = await import('./nodejs-order-book.ts');
    return nodejsOrderBook();
  },
} as const;

export type ContenderName = keyof typeof CONTENDERS;
