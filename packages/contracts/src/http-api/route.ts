import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { RequestHeader } from './request-headers.ts';

/** What routes are about: the chapters of the document. */
export const TOPICS = {
  Orders: 'What a trader asks of orders, and what became of them.',
  Accounts: 'An account: what it may do, what it has, what it made.',
  Markets: 'Instruments and what everybody may see of them.',
  Venue: 'What operators list, halt and set.',
  Corrections: 'What two operators put right together.',
  Users: 'Who somebody is: sign-in, sessions, second factors, API keys.',
  Staff: 'Other users, and who may reach an account.',
  Audit: 'The log itself, and all of it that is about one order.',
  Service: 'The process, and what its interfaces are.',
} as const;
export type Topic = keyof typeof TOPICS;

/** Of a list: what it is sorted by, and how many items a page has. */
export interface List {
  readonly order: string;
  readonly limit: number;
  readonly limitMax: number;
  /** Also as `text/csv`. */
  readonly csv?: true;
}

/** One route of HTTP, whichever process serves it. */
export interface Route {
  /** Names the operation in the document and in clients that are made from it. */
  readonly name: string;
  readonly topic: Topic;
  readonly summary: string;
  /** Whether a token is asked for, or only looked at where there is one. Asked for when left out. */
  readonly credentials?: 'optional' | 'ignored';
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: readonly RequestHeader[];
  readonly body?: z.ZodType;
  readonly isBodyOptional?: true;
  /** What it answers when it does what it is for. `webSocket` is no answer of HTTP: the connection is upgraded. */
  readonly answers: Answers | 'webSocket';
  /** What it may refuse beside that which every route of its kind may. */
  readonly errors?: readonly ErrorCode[];
  readonly list?: List;
}

/** Bodies by status: JSON of a schema, or text of a media type. */
export type Answers = Readonly<Partial<Record<AnswerStatus, z.ZodType | TextAnswer>>>;
export type AnswerStatus = 200 | 201 | 202 | 503;
export interface TextAnswer {
  readonly mediaType: string;
}

/** By method and path: `POST /v1/orders/{orderId}`. */
export type Routes = Readonly<Record<`${Method} /${string}`, Route>>;
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
