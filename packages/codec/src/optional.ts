/** What is there, converted; what is not there stays away. */
export function when<From, To>(
  value: From | undefined,
  convert: (value: From) => To,
): To | undefined {
  return value === undefined ? undefined : convert(value);
}

type Present<Members> = {
  [Key in keyof Members as undefined extends Members[Key] ? never : Key]: Members[Key];
} & {
  [Key in keyof Members as undefined extends Members[Key] ? Key : never]?: Exclude<
    Members[Key],
    undefined
  >;
};

/** The members that are there: the domain knows no field that is there and undefined. */
export function present<Members extends object>(members: Members): Present<Members> {
  const there: Record<string, unknown> = {};
  for (const key in members) if (members[key] !== undefined) there[key] = members[key];
  return there as Present<Members>;
}
