import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { FAULT_KINDS, type FaultKind } from './faults/fault-kinds.ts';
import { numbersIn } from './report/ranges.ts';

export interface CommandLine {
  readonly seeds: number;
  readonly from: number;
  /** Only this one. */
  readonly seed?: number;
  readonly commands: number;
  readonly workers: number;
  readonly only?: readonly number[];
  readonly without: readonly FaultKind[];
  readonly full: boolean;
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('1, 2, 3, …');
  return number;
}

function steps(text: string): readonly number[] {
  const numbers = text === 'none' ? [] : numbersIn(text);
  if (numbers === undefined) throw new InvalidArgumentError('step numbers such as 1-3,7');
  return numbers;
}

function faults(text: string): readonly FaultKind[] {
  const kinds = text.split(',') as FaultKind[];
  const unknown = kinds.find((kind) => !FAULT_KINDS.includes(kind));
  if (unknown !== undefined) throw new InvalidArgumentError(`one of ${FAULT_KINDS.join(', ')}`);
  return kinds;
}

export function readCommandLine(argv: readonly string[]): CommandLine {
  const command = new Command('simulate')
    .description('Runs the whole system on one thread, with clock, clients and faults from a seed.')
    .option('--seeds <number>', 'how many seeds', whole, 100)
    .option('--from <seed>', 'the first of them', whole, 1)
    .option('--seed <seed>', 'only this one', whole)
    .option('--commands <number>', 'requests that are sent, per seed', whole, 300)
    .option(
      '--workers <number>',
      'threads, each with seeds of its own',
      whole,
      availableParallelism(),
    )
    .option('--only <steps>', 'of a seed, only these steps', steps)
    .option('--without <faults>', 'of a seed, without these faults', faults, [])
    .option('--full', 'fails when something was never reached', false);
  return command.parse([...argv]).opts<CommandLine>();
}
