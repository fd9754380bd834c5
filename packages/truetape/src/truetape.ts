import { fileURLToPath } from 'node:url';
import {
  type BenchCommandOptions,
  benchCommand,
  benchOptions,
  benchWorker,
  conformCommand,
  type ReplayCommandOptions,
  replayCommand,
  replayOptions,
} from '@truetape/bench/command-line';
import { inlineMore } from '@truetape/service/inline-more';
import { Command } from 'commander';
import { addAuditCommands } from './audit/commands.ts';
import { addProofCommands } from './audit/proof-commands.ts';
import type { ProjectionsFlags } from './bench-projections.ts';
import type { RecoveryFlags } from './bench-recovery.ts';
import type { ExportTableOptions } from './export/export-table.ts';
import { addProjectionCommands } from './projections/commands.ts';
import type { StartOptions } from './start/start.ts';
import type { VoidInputArguments } from './void-input.ts';

inlineMore();

const THIS_FILE = fileURLToPath(import.meta.url);
/** How the drivers start a service of their own. */
const SERVICE = { command: process.execPath, arguments: [THIS_FILE, 'start'] };

/** The command line. What a command needs is loaded when it is run. */
const program = new Command('truetape')
  .description('An event-sourced trading backend.')
  .enablePositionalOptions();

program
  .command('start')
  .description('run the whole system on this machine, on one port')
  .option('--demo', 'let simulated traders trade, so that the feeds move')
  .option('--processes', 'run services as processes of their own')
  .action(async (options: StartOptions) => {
    const { start } = await import('./start/start.ts');
    await start(options);
  });

program
  .command('keys')
  .description('make the keys file, for services that are started one by one')
  .action(async () => {
    const { makeKeys } = await import('./make-keys.ts');
    process.exitCode = makeKeys();
  });

const replay = program
  .command('replay')
  .argument('<folder>', 'recorded order flow, in the format of docs/replay.md')
  .description('feed recorded order flow through the HTTP API and compare what comes out');
for (const { flags, description } of replayOptions) replay.option(flags, description);
replay.action(async (folder: string, options: Omit<ReplayCommandOptions, 'folder' | 'program'>) => {
  process.exitCode = await replayCommand({ ...options, folder, program: SERVICE });
});

/** How the drivers start the processes that they measure with. */
const WORKER = { module: THIS_FILE, arguments: ['bench-worker'] };

const bench = program
  .command('bench')
  .description('run the published workload on this machine')
  .enablePositionalOptions();
for (const { flags, description } of benchOptions) bench.option(flags, description);
bench.action(async (options: Omit<BenchCommandOptions, 'program' | 'worker' | 'measureAppend'>) => {
  const { measureAppend } = await import('./measure-append.ts');
  process.exitCode = await benchCommand({
    ...options,
    program: SERVICE,
    worker: WORKER,
    measureAppend,
  });
});

bench
  .command('engine')
  .argument('[files...]', 'matching workloads; the public ones when none is named')
  .option('--json', 'print everything as one JSON array')
  .description('measure the matching engine beside others')
  .action(async (files: readonly string[], options: { readonly json?: boolean }) => {
    const { runContest } = await import('./bench-engine.ts');
    process.exitCode = await runContest({ ...options, files, worker: WORKER });
  });

bench
  .command('recovery')
  .option('--events <count>', 'how many events the log has', '1000000')
  .option('--runs <count>', 'how often each start is measured', '5')
  .option('--json', 'print everything as one JSON object')
  .description('measure how long it takes from a restart to the first order')
  .action(async (options: RecoveryFlags) => {
    const { runRecovery } = await import('./bench-recovery.ts');
    process.exitCode = await runRecovery(options, SERVICE);
  });

bench
  .command('kill-switch')
  .option('--json', 'print everything as one JSON object')
  .description('measure how long 10,000 open orders take to be cancelled')
  .action(async (options: { readonly json?: boolean }) => {
    const { killSwitchCommand } = await import('@truetape/bench');
    process.exitCode = await killSwitchCommand({ ...options, program: SERVICE });
  });

bench
  .command('login-flood')
  .option('--seconds <n>', 'length of each of the four phases')
  .option('--json', 'print everything as one JSON object')
  .description('measure orders alone and beside somebody who guesses passwords')
  .action(async (options: { readonly json?: boolean; readonly seconds?: string }) => {
    const { loginFloodCommand } = await import('@truetape/bench');
    process.exitCode = await loginFloodCommand({ ...options, program: SERVICE, worker: WORKER });
  });

bench
  .command('feeds')
  .option('--fixed', 'only 500 clients, 1,000 changes a second, for 30 seconds')
  .option('--json', 'print everything as one JSON object')
  .description('measure how soon how many clients of the feeds hear of how many changes')
  .action(async (options: { readonly json?: boolean; readonly fixed?: boolean }) => {
    const { feedsCommand } = await import('@truetape/bench');
    process.exitCode = await feedsCommand({ ...options, program: SERVICE, worker: WORKER });
  });

bench
  .command('edge')
  .option('--json', 'print everything as one JSON object')
  .description('measure what honest clients notice of others who attack the edge')
  .action(async (options: { readonly json?: boolean }) => {
    const { edgeCommand } = await import('@truetape/bench');
    process.exitCode = await edgeCommand({ ...options, program: SERVICE, worker: WORKER });
  });

bench
  .command('log')
  .option('--json', 'print everything as one JSON object')
  .description('measure the log beside bare LMDB')
  .action(async (options: { readonly json?: boolean }) => {
    const { runLogBench } = await import('./bench-log.ts');
    process.exitCode = await runLogBench({ ...options, program: THIS_FILE });
  });

bench
  .command('projections')
  .option('--events <count>', 'how long the log is', '100000')
  .option('--json', 'print everything as one JSON object')
  .description('measure the read models: each alone, all together, and a rebuild')
  .action(async (options: ProjectionsFlags) => {
    const { runProjectionsBench } = await import('./bench-projections.ts');
    process.exitCode = await runProjectionsBench(options);
  });

program
  .command('bench-reader', { hidden: true })
  .argument('<folder>')
  .action(async (folder: string) => {
    const { readForLatency } = await import('@truetape/event-store-lmdb/bench');
    await readForLatency(folder);
  });

program
  .command('bench-worker', { hidden: true })
  .argument('<role>')
  .action((role: string) => benchWorker(role));

program
  .command('conform')
  .argument('<file>', 'a matching workload: .bin, .bin.gz, .csv or .json')
  .option('--hash', 'print the SHA-256 of the reports instead')
  .description('run a matching workload through the engine and print what it reports')
  .action(async (file: string, options: { readonly hash?: boolean }) => {
    process.exitCode = await conformCommand({ ...options, file });
  });

program
  .command('backup')
  .argument('<folder>', 'where the copy goes; it must hold no log yet')
  .option('--json', 'print what was copied as one JSON object')
  .description('copy the log while the service writes it')
  .action(async (folder: string, options: { readonly json?: boolean }) => {
    const { backup } = await import('./backup.ts');
    process.exitCode = await backup(folder, options);
  });

program
  .command('export')
  .requiredOption('--table <name>', 'a table or view of docs/reference/tables.md')
  .option('--format <format>', 'csv or ndjson', 'csv')
  .option('--out <file>', 'a file that is not there yet, instead of standard output')
  .description('write a table of the read models as it is at one moment')
  .action(async (options: ExportTableOptions) => {
    const { exportTable } = await import('./export/export-table.ts');
    process.exitCode = await exportTable(options);
  });

program
  .command('void-input')
  .requiredOption('--stream <name>', 'the stream of the input')
  .requiredOption('--revision <number>', 'its revision there')
  .requiredOption('--symbol <symbol>', 'the market that shall pass over it')
  .requiredOption('--reason <words>', 'why, for auditors')
  .description('have a market pass over an input that its matcher cannot go past')
  .action(async (given: VoidInputArguments) => {
    const { voidInput } = await import('./void-input.ts');
    process.exitCode = await voidInput(given);
  });

program
  .command('snapshot')
  .description(
    'keep the state at the end of the log, so that the next start need not read all of it',
  )
  .action(async () => {
    const { snapshot } = await import('./snapshots/snapshot.ts');
    process.exitCode = await snapshot();
  });

const projections = program.command('projections').description('look after the read models');
addProjectionCommands(projections);

const audit = program.command('audit').description('prove things from the log');
addAuditCommands(audit);
addProofCommands(audit);

await program.parseAsync();
