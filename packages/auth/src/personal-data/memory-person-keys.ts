import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { assert, failed, ok } from '@truetape/kernel';
import { PERSON_ID_LENGTH_MAX, type PersonKeys } from './person-keys.ts';

/** Keys that last as long as the process. */
export function memoryPersonKeys(): PersonKeys {
  const keys = new Map<string, KeyObject | 'ERASED'>();
  return {
    create: async (personId) => {
      assert(personId.length <= PERSON_ID_LENGTH_MAX, 'the id of a person is short');
      const key = keys.get(personId);
      if (key === 'ERASED') return failed(key);
      if (key === undefined) keys.set(personId, createSecretKey(randomBytes(32)));
      return ok(undefined);
    },
    keyOf: (personId) => {
      const key = keys.get(personId) ?? 'MISSING';
      return typeof key === 'string' ? failed(key) : ok(key);
    },
    erase: async (personId) => {
      assert(personId.length <= PERSON_ID_LENGTH_MAX, 'the id of a person is short');
      keys.set(personId, 'ERASED');
    },
  };
}
