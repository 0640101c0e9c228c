/** How many values one query asks for: both databases take more, and it is quick enough. */
const AT_ONCE = 500;

/** A long list in pieces that one query takes. */
export function* slices<T>(values: readonly T[], size: number = AT_ONCE): Generator<T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}
