import type { View } from './view.ts';

export const checkpoints: View = {
  name: 'checkpoints',
  key: ['projection'],
  about: 'How much of the log the tables show.',
  columns: {
    projection: 'The read model: tables that move together.',
    tables: 'Its tables.',
    position: 'The last position of the log that they reflect; -1 before the first.',
    updated_at: 'When they last moved.',
  },
  query: 'select projection, tables, position, updated_at from truetape.checkpoints',
};
