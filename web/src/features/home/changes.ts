import type { Notice } from '@/api/types';

/** What happened on one ticket: the latest of it, and how much it was in all. */
export interface Changed {
  latest: Notice;
  count: number;
}

/** One line a ticket, the one that changed last on top, and one for each notice without. Notices come newest first. */
export function changedTickets(notices: Notice[]): Changed[] {
  const found = new Map<string, Changed>();
  for (const notice of notices) {
    const key = notice.ticketId ?? notice.id;
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { latest: notice, count: 1 });
  }
  return [...found.values()];
}
