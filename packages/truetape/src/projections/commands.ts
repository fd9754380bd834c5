import type { Command } from 'commander';
import type { ProjectionCommandOptions } from './options.ts';
import type { RebuildCommandOptions } from './rebuild.ts';

const JSON_OUTPUT = ['--json', 'print the result as one JSON object'] as const;

/** What looks after the read models. All of it works beside a running service. */
export function addProjectionCommands(projections: Command): void {
  projections
    .command('status')
    .option(...JSON_OUTPUT)
    .description('say where each read model is, and how far behind the log')
    .action(async (options: ProjectionCommandOptions) => {
      const { status } = await import('./status.ts');
      process.exitCode = await status(options);
    });

  projections
    .command('rebuild')
    .argument('[names...]', 'read models, by name')
    .option('--all', 'every read model, from one reading of the log')
    .option(...JSON_OUTPUT)
    .description('build read models from the log beside the live ones, and put them in their place')
    .action(async (names: readonly string[], options: RebuildCommandOptions) => {
      const { rebuildModels } = await import('./rebuild.ts');
      process.exitCode = await rebuildModels(names, options);
    });

  projections
    .command('verify')
    .argument('[names...]', 'read models, by name; all of them when none is named')
    .option(...JSON_OUTPUT)
    .description('compare every row with the fold of the log; exit code 1 where one differs')
    .action(async (names: readonly string[], options: ProjectionCommandOptions) => {
      const { verifyModels } = await import('./verify.ts');
      process.exitCode = await verifyModels(names, options);
    });
}
