import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from './client';
import { keys } from './keys';
import type { Items, SimilarTicket, TagCount, Ticket, TicketEvent, TicketRow } from './types';

/** Chooses tickets; the names are those of the API. */
export type TicketFilter = Record<string, string | undefined>;

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: keys.ticket(id),
    queryFn: ({ signal }) => get<Ticket>(`/tickets/${encodeURIComponent(id)}`, undefined, signal),
  });

export const eventsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: keys.events(ticketId),
    queryFn: async ({ signal }) =>
      (await get<Items<TicketEvent>>(`/tickets/${ticketId}/events`, undefined, signal)).items,
  });

export const ticketsQuery = (filter: TicketFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: keys.tickets({ ...filter, limit: String(limit) }),
    queryFn: ({ pageParam, signal }) =>
      get<Items<TicketRow>>('/tickets', { ...filter, limit, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

export const ticketCountQuery = (filter: TicketFilter) =>
  queryOptions({
    queryKey: keys.ticketCount(filter),
    queryFn: ({ signal }) => get<{ count: number; capped: boolean }>('/tickets/count', filter, signal),
    staleTime: 15_000,
  });

/** Tickets that may be about a matter that is about to be filed; asked once there is something to compare. */
export const similarQuery = (like: { customer: string; terminal: string; category: string }) =>
  queryOptions({
    queryKey: keys.similar(like),
    queryFn: async ({ signal }) => (await get<Items<SimilarTicket>>('/tickets/similar', like, signal)).items,
    enabled: like.terminal !== '' || (like.customer !== '' && like.category !== ''),
    staleTime: 30_000,
  });

/** Tags in use that hold some letters, the most used first. */
export const tagsQuery = (q: string) =>
  queryOptions({
    queryKey: keys.tags(q),
    queryFn: async ({ signal }) => (await get<Items<TagCount>>('/tags', { q }, signal)).items,
    staleTime: 30_000,
  });
