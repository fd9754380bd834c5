import type { LineForm } from '@truetape/account-data';
import { timeColumn } from './snapshot.ts';

/** The columns of a form, named as the fields of its lines, from a table that the statement calls `as`. */
export function columnsOf<Line extends object>(form: LineForm<Line>, as: string): string {
  const { columns: types } = form.table;
  const fields = Object.entries<string>(form.columns).map(([field, column]) => {
    const source = `${as}.${column}`;
    const isTime = types[column]?.startsWith('timestamptz');
    return isTime ? timeColumn(source, `"${field}"`) : `${source} as "${field}"`;
  });
  return fields.join(', ');
}
