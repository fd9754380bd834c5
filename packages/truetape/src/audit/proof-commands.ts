import type { Command } from 'commander';

const EXIT_CODES = '\nExit codes: 0 proved, 1 disproved, 2 neither.';
const KEY = ['--key <file>', 'the public key of the notary (PEM)'] as const;
const JSON_OUT = ['--json', 'print one JSON object'] as const;

/** The commands about anchors and proofs. What they need is loaded when they are run. */
export function addProofCommands(audit: Command): void {
  audit
    .command('prove')
    .argument('<receipt>', 'stream:revision:hash, its JSON, or a file with an answer in it')
    .option('--anchors <file>', 'outside anchors; those of DATA_DIR unless told')
    .option(...KEY)
    .option('--json', 'print the proof, which needs no log to be checked')
    .description('show that an acknowledged event is in the log, and under which anchor')
    .addHelpText('after', EXIT_CODES)
    .action(
      async (receipt: string, options: { readonly anchors?: string; readonly key?: string }) => {
        const { prove } = await import('./prove.ts');
        process.exitCode = await prove(receipt, options);
      },
    );
  audit
    .command('verify-proof')
    .argument(
      '<file>',
      'what `audit prove --json` or `audit consistency --json` has printed; - for standard input',
    )
    .requiredOption(...KEY)
    .option(...JSON_OUT)
    .description('check a proof without the log')
    .addHelpText('after', EXIT_CODES)
    .action(async (file: string, options: { readonly key: string; readonly json?: boolean }) => {
      const { verifyProof } = await import('./verify-proof.ts');
      process.exitCode = await verifyProof(file, options);
    });
  audit
    .command('consistency')
    .argument(
      '<a>',
      'an outside anchor (its JSON, or a file whose last line it is), or the folder of a log',
    )
    .argument('<b>', 'the same')
    .option(...KEY)
    .option(...JSON_OUT)
    .description('show that one log extends another, or that it does not')
    .addHelpText('after', EXIT_CODES)
    .action(
      async (a: string, b: string, options: { readonly key?: string; readonly json?: boolean }) => {
        const { consistency } = await import('./consistency.ts');
        process.exitCode = await consistency(a, b, options);
      },
    );
}
