import type { Code, Ticket } from '@/api/types';

/** A handoff to be sent: the unit, and all links that it is to check. */
export interface Asked {
  unitId: string;
  links: Code[];
}

/** One handoff a unit, for all its links, in the order of the links. */
export function askedOf(links: Code[], units: Record<Code, string | undefined>): Asked[] {
  const found = new Map<string, Code[]>();
  for (const link of links) {
    const unit = units[link];
    if (unit) found.set(unit, [...(found.get(unit) ?? []), link]);
  }
  return [...found].map(([unitId, of]) => ({ unitId, links: of }));
}

/** What a unit is asked: the text for all, and below it what is said to this unit alone. */
export const requestTo = (unitId: string, request: string, own: Record<string, string | undefined> = {}): string =>
  [request, own[unitId]?.trim() ?? ''].filter((text) => text !== '').join('\n');

/** Links that are suspect or faulty and that no unit is working on. */
export function suspects({ chain, handoffs }: Ticket): Code[] {
  const busy = handoffs.filter((h) => h.status === 'sent' || h.status === 'accepted').flatMap((h) => h.links);
  return chain.links
    .filter(({ link, state }) => (state === 'suspect' || state === 'faulty') && !busy.includes(link))
    .map(({ link }) => link);
}
