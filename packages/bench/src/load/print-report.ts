import type { ProcessorShares } from '../measure/processor-time.ts';
import type { BenchReport, Phase } from './bench-report.ts';
import { table } from './table.ts';

const number = (value: number) => Math.round(value).toLocaleString('en-US');
const ms = (value: number | null) => (value === null ? '–' : value.toFixed(1));
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

/** The report for a person. */
export function benchLines(report: BenchReport): readonly string[] {
  const { machine } = report;
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.kernel}, Node ${machine.node}`,
    `commit ${machine.commit}, seed ${report.seed}, ${report.seconds} s a phase, ${report.connections} connections; the generator runs on the same machine`,
    '',
    ...appendLines(report),
    'Open loop: 80 % passive, 15 % cancel, 5 % crossing; milliseconds from the scheduled arrival',
    ...table([
      [
        'orders/s',
        'done/s',
        'ack p50',
        'p99',
        'p99.9',
        'fill p50',
        'p99',
        'fills',
        'lag s',
        'errors',
        ...PROCESSORS,
        '',
      ],
      ...report.openLoop.map((phase) => [
        number(phase.ratePerSecond),
        number(phase.operationsPerSecond),
        ms(phase.ack.p50Ms),
        ms(phase.ack.p99Ms),
        ms(phase.ack.p999Ms),
        ms(phase.fill.p50Ms),
        ms(phase.fill.p99Ms),
        `${phase.fill.count}/${phase.fillsDue}`,
        phase.projectionLag?.secondsMax?.toFixed(2) ?? '–',
        number(errorsOf(phase)),
        ...processorCells(phase.processors),
        phase.overloaded ? 'OVERLOAD' : '',
      ]),
    ]),
    '',
    'Saturation: one order or cancel a request, alternated with bare Fastify',
    ...table([
      ['', 'requests/s', 'ratio', 'errors', ...PROCESSORS],
      ...report.saturation.flatMap((round) => [
        saturationRow('bare Fastify', round.ceiling, ''),
        saturationRow('service', round.service, round.ratio.toFixed(2)),
      ]),
      ['mean', number(report.servicePerSecond), report.ratio.toFixed(2), ''],
    ]),
    '',
    `Saturation in batches of ${report.batches.size}: ${number(report.batches.operationsPerSecond)} orders/s, ${report.batches.ratio.toFixed(2)} of the ceiling, ${number(errorsOf(report.batches))} errors`,
    ...sessionLines(report),
  ];
}

function sessionLines({ sessions }: BenchReport): readonly string[] {
  if (sessions === undefined) return [];
  return [
    '',
    'Saturation by trading sessions, alternated with HTTP',
    ...table([
      ['', 'a request', 'orders/s', 'ratio', 'errors', ...PROCESSORS],
      ...sessions.flatMap(({ batchSize, http, session, ratio }) => [
        ['HTTP', number(batchSize), ...saturationCells(http, '')],
        ['sessions', number(batchSize), ...saturationCells(session, ratio.toFixed(2))],
      ]),
    ]),
  ];
}

const PROCESSORS = ['own cpu', 'foreign', 'steal'] as const;

function processorCells(shares: ProcessorShares | null): readonly string[] {
  if (shares === null) return ['–', '–', '–'];
  return [percent(shares.own), percent(shares.foreign), percent(shares.steal)];
}

function saturationRow(name: string, phase: Phase, ratio: string): readonly string[] {
  return [name, ...saturationCells(phase, ratio)];
}

function saturationCells(phase: Phase, ratio: string): readonly string[] {
  const rate = number(phase.operationsPerSecond);
  return [rate, ratio, number(errorsOf(phase)), ...processorCells(phase.processors)];
}

/** Everything that was due and not done, whatever the reason. */
export function errorsOf(phase: Phase): number {
  const refused = Object.values(phase.refusals).reduce((sum, each) => sum + each, 0);
  return refused + phase.ordersRefused + phase.dropped + phase.unanswered;
}

function appendLines({ append }: BenchReport): readonly string[] {
  if (append.length === 0) return [];
  return [
    'Event store: append alone',
    ...table([
      ['in flight', 'events/s', 'p50 ms', 'p99 ms'],
      ...append.map((figure) => [
        number(figure.inFlight),
        number(figure.eventsPerSecond),
        ms(figure.p50Ms),
        ms(figure.p99Ms),
      ]),
    ]),
    '',
  ];
}
