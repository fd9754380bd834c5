import { deepStrictEqual as equal, ok } from 'node:assert';
import { Ajv, type ValidateFunction } from 'ajv';
import { asyncApi } from '../../src/stream/async-api.ts';
import type { StreamMessage } from '../../src/stream/messages.ts';

let validators: ReadonlyMap<string, ValidateFunction> | undefined;

function compiled(): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const document = asyncApi();
  ajv.addSchema(document, 'feeds');
  return new Map(
    Object.keys(document.components.schemas).map((name) => [
      name,
      ajv.compile({ $ref: `feeds#/components/schemas/${name}` }),
    ]),
  );
}

/**
 * A frame of `/v1/stream` as a client gets it: every message must be what the AsyncAPI document says of it.
 * @throws AssertionError that shows the message and what is wrong with it
 */
export function readFrame(frame: string): StreamMessage[] {
  const messages = JSON.parse(frame) as StreamMessage[];
  ok(Array.isArray(messages) && messages.length > 0, `no messages: ${frame}`);
  for (const message of messages) {
    const { channel, type } = message as { readonly channel?: string; readonly type: string };
    const name = channel === undefined ? type : `${channel}.${type}`;
    validators ??= compiled();
    const validate = validators.get(name);
    ok(validate, `${name} is not in the document`);
    validate(message);
    equal(validate.errors ?? [], [], JSON.stringify(message));
  }
  return messages;
}
