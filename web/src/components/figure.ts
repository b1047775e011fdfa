import type { Figure } from '@/api/types';

/** The filter behind a figure as the search of an address under /tickets. */
export function searchOf(figure: Figure): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(figure.query));
}
