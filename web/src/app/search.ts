/** Reads the address's query as plain strings, so that it reads as it is written: ?q=123 is the text 123. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes plain strings as an address's query; what is empty is left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  // Commas separate the values of one filter; written as they are, the address stays readable.
  const query = params.toString().replaceAll('%2C', ',');
  return query === '' ? '' : `?${query}`;
}

/**
 * Where an address says to go on, if that is a page of the console: a link that leads elsewhere is not followed. What is
 * not said is undefined and not left out, since the router would put back what the address has.
 */
export function goingTo(search: Record<string, unknown>): { to?: string | undefined } {
  const { to } = search;
  if (typeof to !== 'string' || !to.startsWith('/')) return { to: undefined };
  const there = URL.parse(to, window.location.origin);
  if (there?.origin !== window.location.origin || there.pathname.startsWith('//')) return { to: undefined };
  return { to: there.pathname + there.search + there.hash };
}
