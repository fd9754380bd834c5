/** No conversion is remembered for more keys than this. */
const REMEMBERED = 20_000;

/** The same conversion, remembered: the same few prices, quantities and times come again and again. */
export function remembering<Key extends string | number, Value>(convert: (key: Key) => Value) {
  const known = new Map<Key, Value>();
  return (key: Key): Value => {
    let value = known.get(key);
    if (value === undefined) {
      value = convert(key);
      if (known.size >= REMEMBERED) known.clear();
      known.set(key, value);
    }
    return value;
  };
}
