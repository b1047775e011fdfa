import type { Code, Handoff, LinkStateCode } from '@/api/types';

/** How a link stands: what is known of it, or that a unit has been asked about it, or is looking. */
export type Standing = LinkStateCode | 'asked' | 'checking';

/** What of a handoff says who looks at which link. */
export type Looking = Pick<Handoff, 'links' | 'status' | 'unit'>;

export interface LinkStanding {
  state: Standing;
  /** The unit that has been asked or is looking. */
  unit?: string;
}

/** A link of which nothing is known yet stands by its open handoff: one that is worked on before one that waits. */
export function standingOf({ link, state }: { link: Code; state: LinkStateCode }, handoffs: Looking[]): LinkStanding {
  if (state !== 'unknown') return { state };
  const about = handoffs.filter((h) => h.links.includes(link));
  const checking = about.find((h) => h.status === 'accepted');
  if (checking) return { state: 'checking', unit: checking.unit };
  const asked = about.find((h) => h.status === 'sent');
  return asked ? { state: 'asked', unit: asked.unit } : { state };
}
