import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from './client';
import { keys } from './keys';
import type { Found } from './types';

export type FoundGroup = keyof Found;

/** The first of what is found in each group. */
export const foundQuery = (q: string, limit: number) =>
  queryOptions({
    queryKey: keys.search(q, ''),
    queryFn: ({ signal }) => get<Found>('/search', { q, limit }, signal),
    staleTime: 5_000,
    retry: false,
  });

/** All that is found in one group, a page at a time. */
export const foundGroupQuery = <G extends FoundGroup>(q: string, group: G) =>
  infiniteQueryOptions({
    queryKey: keys.search(q, group),
    queryFn: async ({ pageParam, signal }): Promise<Found[G]> =>
      (await get<Found>('/search', { q, group, limit: 20, cursor: pageParam }, signal))[group],
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
    enabled: q !== '',
    staleTime: 5_000,
    retry: false,
  });
