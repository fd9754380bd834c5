import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as z from 'zod';
import { readCsv } from '../replay/recording/csv.ts';
import {
  CANCEL,
  emptyWorkload,
  type Message,
  MODIFY,
  NEW,
  put,
  type Workload,
} from './workload.ts';

/**
 * Reads the workloads of a file: one, or one for each case of a JSON file of cases.
 *
 * @throws Error that names the file and what is wrong with it
 */
export async function readWorkloads(file: string): Promise<readonly Workload[]> {
  const name = basename(file);
  if (name.endsWith('.csv')) return [await readCsvWorkload(file, name)];
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code})`);
  });
  if (name.endsWith('.json')) return readCases(file, bytes.toString('utf8'));
  if (name.endsWith('.bin')) return [readBinary(file, name, bytes)];
  if (name.endsWith('.bin.gz')) {
    const unzipped = await promisify(gunzip)(bytes).catch(() => {
      throw new Error(`${file} is no gzip file`);
    });
    return [readBinary(file, name, unzipped)];
  }
  throw new Error(`${file} is no workload: .bin, .bin.gz, .csv or .json is`);
}

const HEADER_BYTES = 16;
const RECORD_BYTES = 40;
const KINDS: Readonly<Record<string, number>> = { NEW, CANCEL, MODIFY };
const SIDES: Readonly<Record<string, number>> = { B: 0, S: 1 };

/** Little-endian: u64 magic, u32 version, u32 count, then records of 40 bytes. */
function readBinary(file: string, name: string, bytes: Buffer): Workload {
  const count = bytes.length < HEADER_BYTES ? -1 : bytes.readUInt32LE(12);
  if (bytes.length !== HEADER_BYTES + count * RECORD_BYTES) {
    throw new Error(`${file} is not as long as its header says`);
  }
  const workload = emptyWorkload(name, count);
  for (let k = 0; k < count; k++) {
    const at = HEADER_BYTES + k * RECORD_BYTES;
    put(workload, k, {
      kind: bytes.readUInt8(at),
      side: bytes.readUInt8(at + 1),
      immediate: bytes.readUInt8(at + 2) === 1,
      quantity: bytes.readUInt32LE(at + 4),
      sequence: exact(file, k, bytes.readBigUInt64LE(at + 8)),
      id: exact(file, k, bytes.readBigUInt64LE(at + 16)),
      price: exact(file, k, bytes.readBigInt64LE(at + 24)),
    });
  }
  return workload;
}

async function readCsvWorkload(file: string, name: string): Promise<Workload> {
  const rows = await readCsv(file, [
    'seq',
    'type',
    'side',
    'ioc',
    'quantity',
    'order_id',
    'price_ticks',
  ]);
  return workloadOf(
    name,
    rows.map(({ fields }, k) => ({
      kind: known(file, k, KINDS, fields.type),
      side: known(file, k, SIDES, fields.side),
      immediate: fields.ioc === '1',
      quantity: exact(file, k, BigInt(fields.quantity)),
      sequence: exact(file, k, BigInt(fields.seq)),
      id: exact(file, k, BigInt(fields.order_id)),
      price: exact(file, k, BigInt(fields.price_ticks)),
    })),
  );
}

const whole = z.number().int();
const cases = z.array(
  z.object({
    case: z.string(),
    messages: z.array(
      z.object({
        seq: whole,
        type: z.enum(['NEW', 'CANCEL', 'MODIFY']),
        side: z.enum(['B', 'S']),
        ioc: z.union([z.literal(0), z.literal(1)]),
        quantity: whole,
        orderId: whole,
        priceTicks: whole,
      }),
    ),
    expectedReports: z.array(z.string()),
  }),
);

function readCases(file: string, text: string): Workload[] {
  const parsed = cases.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.map(({ case: name, messages, expectedReports }) => ({
    ...workloadOf(
      name,
      messages.map((message, k) => ({
        kind: known(file, k, KINDS, message.type),
        side: known(file, k, SIDES, message.side),
        immediate: message.ioc === 1,
        quantity: message.quantity,
        sequence: message.seq,
        id: message.orderId,
        price: message.priceTicks,
      })),
    ),
    expected: expectedReports,
  }));
}

function workloadOf(name: string, messages: readonly Message[]): Workload {
  const workload = emptyWorkload(name, messages.length);
  messages.forEach((message, k) => {
    put(workload, k, message);
  });
  return workload;
}

function exact(file: string, k: number, value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new Error(`${file}, message ${k}: ${value} is beyond 2^53`);
}

function known(file: string, k: number, words: Readonly<Record<string, number>>, word: string) {
  const number = Object.hasOwn(words, word) ? words[word] : undefined;
  if (number === undefined) throw new Error(`${file}, message ${k}: "${word}" is not known`);
  return number;
}
