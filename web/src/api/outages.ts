import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post, put } from './client';
import { keys } from './keys';
import type { Items, Outage, OutageDetails, OutageInput, OutageTerminal, Ways } from './types';

export interface OutageFilter {
  state?: 'now' | 'past';
  customer?: string;
  terminal?: string;
}

/** Outages and planned work, those that begin last first. */
export const outagesQuery = (filter: OutageFilter) =>
  infiniteQueryOptions({
    queryKey: keys.outages(filter),
    queryFn: ({ pageParam, signal }) =>
      get<Items<Outage>>('/outages', { ...filter, limit: '20', cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

export const outageQuery = (id: string) =>
  queryOptions({
    queryKey: keys.outage(id),
    queryFn: ({ signal }) => get<OutageDetails>(`/outages/${id}`, undefined, signal),
  });

/** The terminals that an outage touches, as far as one may see them. */
export const outageTerminalsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.outageTerminals(id),
    queryFn: ({ pageParam, signal }) =>
      get<Items<OutageTerminal>>(`/outages/${id}/terminals`, { limit: '20', cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

/** The beams, gateways and satellites that terminals name. */
export const waysQuery = queryOptions({
  queryKey: keys.ways,
  queryFn: ({ signal }) => get<Ways>('/ways', undefined, signal),
  staleTime: 5 * 60_000,
});

/** Says all that is known of an outage: of a new one, or of one that there is. */
export const saveOutage = (input: OutageInput, before?: Outage) =>
  before === undefined
    ? post<OutageDetails>('/outages', input)
    : put<OutageDetails>(`/outages/${before.id}`, { ...input, version: before.version });
