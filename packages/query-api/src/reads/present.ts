/** A row without those of its optional fields that are null: an answer has no field that says nothing. */
export function present<Row extends object, Optional extends keyof Row>(
  row: Row,
  optional: readonly Optional[],
): Present<Row, Optional> {
  const there = { ...row };
  for (const field of optional) if (there[field] === null) delete (there as Partial<Row>)[field];
  return there as unknown as Present<Row, Optional>;
}

type Present<Row, Optional extends keyof Row> = Omit<Row, Optional> & {
  [Field in Optional]?: Exclude<Row[Field], null>;
};
