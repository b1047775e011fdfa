import { infiniteQueryOptions } from '@tanstack/react-query';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { InboxRow, Items } from '@/api/types';

/** What the address says: which handoffs, and the one that is open beside the list. */
export interface InboxSearch {
  state?: string;
  unit?: string;
  mine?: string;
  assignee?: string;
  link?: string;
  urged?: string;
  /** The open handoff, and its ticket's number. */
  handoff?: string;
  ticket?: string;
}

/** The statuses behind each choice above the list. */
export const states: Record<string, string> = {
  open: 'sent,accepted',
  sent: 'sent',
  accepted: 'accepted',
  ended: 'returned,finished,withdrawn',
};

/** What the server is asked for. A state that the address makes up counts as open. */
export function filterOf({
  state = 'open',
  unit,
  mine,
  assignee,
  link,
  urged,
}: InboxSearch): Record<string, string | undefined> {
  return { status: states[state] ?? states.open, unit, mine, assignee, link, urged };
}

export const inboxQuery = (filter: Record<string, string | undefined>) =>
  infiniteQueryOptions({
    queryKey: keys.handoffs(filter),
    queryFn: ({ pageParam, signal }) =>
      get<Items<InboxRow>>('/handoffs', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });
