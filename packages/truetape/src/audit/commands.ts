import type { Command } from 'commander';
import type { AtCommandOptions } from './at.ts';
import type { DiffCommandOptions } from './diff.ts';
import type { ExportCommandOptions } from './export.ts';
import type { TrailCommandOptions } from './trail.ts';
import { EXIT } from './trouble.ts';
import type { VerifyCommandOptions } from './verify.ts';

const DATA_DIR = [
  '--data-dir <folder>',
  'the folder that holds the log, instead of DATA_DIR',
] as const;
const JSON_OUTPUT = ['--json', 'print the result as one JSON object'] as const;

/** What reads a log and proves or tells something of it. None appends; all work beside a running service. */
export function addAuditCommands(audit: Command): void {
  // Whoever asks in a wrong way gets no answer, which is not the answer no.
  audit.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.yes : EXIT.trouble));

  audit
    .command('verify')
    .description('check hashes, replay every market, fold every account, compare the read models')
    .option('--file <folder>', 'check an export by itself: no log, no service, no Postgres')
    .option('--anchors <file>', 'outside anchors; those of DATA_DIR unless told')
    .option('--key <file>', 'the public key of the notary (PEM)')
    .option(...DATA_DIR)
    .option(...JSON_OUTPUT)
    .addHelpText(
      'after',
      exitCodes('everything is proven', 'something is not; what and where is said'),
    )
    .action(async (options: VerifyCommandOptions) => {
      const { verify } = await import('./verify.ts');
      process.exitCode = await verify(options);
    });

  audit
    .command('trail')
    .description('tell every event about an order, with its cause and who asked')
    .option('--order <id>', 'the order, by its id')
    .option('--account <id>', 'the account, for --client-order-id')
    .option('--client-order-id <id>', 'the newest order that its client named so')
    .option(...DATA_DIR)
    .option(...JSON_OUTPUT)
    .addHelpText('after', exitCodes('it is told', 'there is no such order'))
    .action(async (options: TrailCommandOptions) => {
      const { trail } = await import('./trail.ts');
      process.exitCode = await trail(options);
    });

  audit
    .command('at')
    .description('show balances, open orders and books as they were at a place of the log')
    .option('--time <time>', 'before whatever was recorded later: 2026-11-21T09:30:00.000Z')
    .option('--position <position>', 'a log position, the event there included')
    .option('--stream <name>', 'a stream, for --revision')
    .option('--revision <revision>', 'a revision of it, the event there included')
    .option('--account <id>', 'this account alone')
    .option('--symbol <symbol>', 'this market alone')
    .option(...DATA_DIR)
    .option(...JSON_OUTPUT)
    .addHelpText('after', exitCodes('it is shown', 'there was no such event, account or market'))
    .action(async (options: AtCommandOptions) => {
      const { at } = await import('./at.ts');
      process.exitCode = await at(options);
    });

  audit
    .command('export')
    .description('write events into a folder, with what is needed to check them without the log')
    .option('--from <position>', 'the first log position; 0 when left out')
    .option('--to <position>', 'the last one; the newest there is when left out')
    .option(
      '--out <folder>',
      'the folder, which must not be there yet; export-FROM-TO when left out',
    )
    .option(...DATA_DIR)
    .option(...JSON_OUTPUT)
    .addHelpText('after', `\nExit codes: ${EXIT.yes}, it is written; ${EXIT.trouble}, it is not.`)
    .action(async (options: ExportCommandOptions) => {
      const { exportEvents } = await import('./export.ts');
      process.exitCode = await exportEvents(options);
    });

  audit
    .command('diff')
    .argument('<one>', 'a data folder, or an export')
    .argument('<other>', 'another one')
    .description('say where two logs first differ, and what one has beyond the other')
    .option(...JSON_OUTPUT)
    .addHelpText('after', exitCodes('they are the same', 'they are not'))
    .action(async (one: string, other: string, options: DiffCommandOptions) => {
      const { diff } = await import('./diff.ts');
      process.exitCode = await diff(one, other, options);
    });
}

function exitCodes(yes: string, no: string): string {
  return `\nExit codes: ${EXIT.yes}, ${yes}; ${EXIT.no}, ${no}; ${EXIT.trouble}, it could not be tried.`;
}
