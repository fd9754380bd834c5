import { describe } from 'vitest';
import { AT, disabled, granted, later, mailed, registered, rows, verified } from './support.ts';

describe('whoever never answers the mail of their registration', () => {
  const command = { type: 'EraseAbandoned' } as const;
  /** The mail counts for an hour here. */
  const [aWeekLater, stillIn] = [later(60 + 7 * 24 * 60), later(59 + 7 * 24 * 60)];
  rows([
    {
      when: 'is erased a week after it counts no more',
      given: [registered, mailed('verify-email')],
      command,
      at: aWeekLater,
      follows: [{ type: 'UserErased', data: { at: aWeekLater } }],
    },
    {
      when: 'is kept until then',
      given: [registered, mailed('verify-email')],
      command,
      at: stillIn,
      follows: [],
    },
    {
      when: 'is kept who has shown the address',
      given: [registered, mailed('verify-email'), verified],
      command,
      at: aWeekLater,
      follows: [],
    },
    {
      when: 'is kept who was let in to an account',
      given: [registered, mailed('verify-email'), granted('one')],
      command,
      at: aWeekLater,
      follows: [],
    },
    {
      when: 'is kept who is disabled',
      given: [registered, mailed('verify-email'), disabled],
      command,
      at: aWeekLater,
      follows: [],
    },
    {
      when: 'is kept that is no person',
      given: [{ type: 'UserRegistered', data: { at: AT } }],
      command,
      at: aWeekLater,
      follows: [],
    },
  ]);
});
