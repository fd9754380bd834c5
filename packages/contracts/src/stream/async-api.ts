import { z } from 'zod';
import { balance, candle, fill, order, position, trade } from '../http/answers.ts';
import { CHANNEL_MESSAGES, CONTROL_MESSAGES, type ControlMessage } from './messages.ts';
import { type StreamRequest, streamRequest } from './requests.ts';
import { type Channel, subscription } from './subscriptions.ts';

/** What each channel shows, in a sentence. */
export const CHANNEL_SUMMARIES: { readonly [C in Channel]: string } = {
  book: 'The best levels of each side.',
  'orders-of-book': 'Every order that stands in the book, without its owner and what it hides.',
  trades: 'Every trade.',
  ticker: 'The best bid and ask, the last price and the state of the market.',
  candles: 'Open, high, low, close and volume by interval.',
  auction: 'What the auction that is going on would do if it ended now.',
  orders: 'The orders of an account, each as it is now.',
  fills: 'The trades of an account, with their fees.',
  balances: 'What an account has, and what of it is held.',
  positions: 'The positions of an account, by market.',
  risk: 'What an account may do, and which of its limits were reached.',
};

const TYPES = {
  snapshot: 'All of it: takes the place of everything before it.',
  delta: 'What has changed: see `previous`.',
  checksum: 'CRC-32 of the best levels, to compare with.',
  digest: 'SHA-256 of the whole book, to compare with.',
} as const;

const CONTROLS: { readonly [Type in ControlMessage['type']]: string } = {
  welcome:
    'The first message: the log that all sequences are of, and how often something is heard.',
  heartbeat: 'Nothing else was to be said.',
  pong: 'The answer to a ping.',
  authenticated: 'It is known who asks.',
  subscribed: 'The feed begins, or goes on where the client was.',
  unsubscribed: 'The feed has ended, as asked.',
  error: 'A request was refused and has changed nothing.',
  ended: 'The feed has ended although nobody asked.',
  slow: 'The client reads too slowly, and will be sent away if that goes on.',
};

const REQUESTS: { readonly [Op in StreamRequest['op']]: string } = {
  subscribe: 'Asks for a feed, from now or from where the client was.',
  unsubscribe: 'Ends a feed.',
  check: 'Asks for the checksum or the digest.',
  authenticate: 'Says who asks, where a header cannot.',
  ping: 'Asks for a pong.',
};

/** Schemas that others are made of. */
const PARTS = { balance, candle, fill, order, position, subscription, trade };

const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const messageRef = (name: string) => ({ $ref: `#/components/messages/${name}` });

interface Said {
  readonly name: string;
  readonly summary: string;
  readonly schema: z.ZodObject;
}

function channelMessages(): Said[] {
  return Object.entries(CHANNEL_MESSAGES).flatMap(([channel, schemas]) =>
    schemas.map((schema) => {
      const type = schema.shape.type.value;
      const summary = `${CHANNEL_SUMMARIES[channel as Channel]} ${TYPES[type]}`;
      return { name: `${channel}.${type}`, summary, schema };
    }),
  );
}

function controlMessages(): Said[] {
  return Object.entries(CONTROL_MESSAGES).map(([name, schema]) => {
    return { name, summary: CONTROLS[name as ControlMessage['type']], schema };
  });
}

function requests(): Said[] {
  return streamRequest.options.map((schema) => {
    const op = schema.shape.op.value;
    return { name: op, summary: REQUESTS[op], schema };
  });
}

function schemasOf(said: readonly Said[]): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, part] of Object.entries(PARTS)) registry.add(part, { id });
  for (const { name, schema } of said) registry.add(schema, { id: name });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-7',
    uri: (id) => schemaRef(id).$ref,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]),
  );
}

/** The feeds as an AsyncAPI 3.0 document, made from the schemas that are used. */
export function asyncApi() {
  const told = [...controlMessages(), ...channelMessages()];
  const asked = requests();
  const frame = {
    name: 'frame',
    title: 'A frame',
    summary: 'What a client gets: messages, in order.',
    payload: {
      type: 'array',
      minItems: 1,
      items: { anyOf: told.map(({ name }) => schemaRef(name)) },
    },
  };
  const messages = Object.fromEntries([
    ['frame', frame],
    ...asked.map(({ name, summary }) => [
      name,
      { name, title: name, summary, payload: schemaRef(name) },
    ]),
  ]);
  const schemas = schemasOf([...told, ...asked]);
  for (const { name, summary } of [...told, ...asked]) {
    schemas[name] = { title: name, description: summary, ...schemas[name] };
  }
  const channel = { $ref: '#/channels/stream' };
  const inChannel = (name: string) => ({ $ref: `#/channels/stream/messages/${name}` });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Truetape feeds',
      version: '1.0.0',
      description:
        'Markets and accounts as they change: snapshots, deltas, and what to compare them with.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: {
      stream: {
        address: '/v1/stream',
        description:
          'A WebSocket. Who asks is said by `Authorization: Bearer`, or by the request `authenticate`.',
        messages: Object.fromEntries(Object.keys(messages).map((name) => [name, messageRef(name)])),
        bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
      },
    },
    operations: {
      ask: {
        action: 'receive',
        channel,
        summary: 'A client asks, one request in a frame.',
        messages: asked.map(({ name }) => inChannel(name)),
      },
      tell: {
        action: 'send',
        channel,
        summary: 'A client is told.',
        messages: [inChannel('frame')],
      },
    },
    components: { messages, schemas },
  };
}

export type AsyncApi = ReturnType<typeof asyncApi>;
