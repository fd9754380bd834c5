/** Whether two values say the same as JSON: what is undefined is not there. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => same(item, other[index]))
    );
  }
  return saysAllOf(one, other) && hasNoneBeside(one, other);
}

/** Whether each member of the first stands in the other, and says the same there. */
function saysAllOf(one: object, other: object): boolean {
  for (const name in one) {
    const member = one[name as keyof typeof one] as unknown;
    if (member !== undefined && !same(member, other[name as keyof typeof other])) return false;
  }
  return true;
}

function hasNoneBeside(one: object, other: object): boolean {
  for (const name in other) {
    if (
      other[name as keyof typeof other] !== undefined &&
      one[name as keyof typeof one] === undefined
    )
      return false;
  }
  return true;
}
