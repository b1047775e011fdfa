/** The fields of a form; what is not filled in is undefined, null or empty. */
export type Values = Record<string, unknown>;

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** A value without what is empty within it, in one order, so that equal ones read equal. */
function tidy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const parts = Object.entries(value).filter(([, part]) => !isEmpty(part));
  return parts.length === 0 ? undefined : Object.fromEntries(parts.sort(([a], [b]) => a.localeCompare(b)));
}

const same = (a: unknown, b: unknown) =>
  (isEmpty(tidy(a)) && isEmpty(tidy(b))) || JSON.stringify(tidy(a)) === JSON.stringify(tidy(b));

/** What was filled in: that is sent of something new. */
export function filledIn(typed: Values): Values {
  return Object.fromEntries(
    Object.entries(typed)
      .map(([name, value]) => [name, tidy(value)])
      .filter(([, value]) => !isEmpty(value)),
  );
}

/**
 * What was typed that differs from what stood there: only that is sent, so that the changes of others stay. What is
 * emptied becomes an empty text, or what emptied says; a number that cannot be missing stays as it was.
 */
export function differenceOf(before: Values, typed: Values, emptied: Values = {}): Values {
  const changed: Values = {};
  for (const [name, typedValue] of Object.entries(typed)) {
    const value = tidy(typedValue);
    if (same(before[name], value)) continue;
    if (!isEmpty(value)) changed[name] = value;
    else if (name in emptied) changed[name] = emptied[name];
    else if (typeof before[name] === 'string') changed[name] = '';
  }
  return changed;
}

/** The fields in which two states of the same thing differ. */
export function fieldsThatDiffer(before: Values, after: Values): string[] {
  return Object.keys(after).filter((name) => !same(before[name], after[name]));
}
