import { Command } from 'commander';

/** The command line. What a command needs is loaded when it is run. */
const program = new Command('truetape').description('An event-sourced trading backend.');

program
  .command('start')
  .description('run the whole system in one place, on one port')
  .action(async () => {
    const { start } = await import('./start/start.ts');
    await start();
  });

const audit = program.command('audit').description('prove things from the log');
audit
  .command('verify')
  .description('check hashes, replay every market, fold every account, compare the read models')
  .option('--json', 'print the result as one JSON object')
  .action(async (options: { readonly json?: boolean }) => {
    const { verify } = await import('./audit/verify.ts');
    process.exitCode = await verify(options);
  });

await program.parseAsync();
