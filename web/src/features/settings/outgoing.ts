import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from '@/api/client';
import { keys } from '@/api/keys';
import type { Items, Outgoing, OutgoingHealth } from '@/api/types';

export const outgoingStates = ['waiting', 'sending', 'sent', 'failed', 'cancelled'] as const;
export type OutgoingState = (typeof outgoingStates)[number];

export const outgoingQuery = (state: OutgoingState | undefined) =>
  infiniteQueryOptions({
    queryKey: keys.outgoing(state ?? ''),
    queryFn: ({ pageParam, signal }) => get<Items<Outgoing>>('/outgoing', { state, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
    refetchInterval: 30_000,
  });

/** Whether messages get out at all. */
export const outgoingHealthQuery = queryOptions({
  queryKey: keys.outgoing('health'),
  queryFn: ({ signal }) => get<OutgoingHealth>('/outgoing/health', undefined, signal),
  refetchInterval: 60_000,
});

export const retryOutgoing = (id: string): Promise<Outgoing> => post<Outgoing>(`/outgoing/${id}/retry`);
export const cancelOutgoing = (id: string): Promise<Outgoing> => post<Outgoing>(`/outgoing/${id}/cancel`);

/** What a person can do with a message in its state. */
export const canRetry = ({ state }: Outgoing) => state === 'failed' || state === 'cancelled';
export const canCancel = ({ state }: Outgoing) => state === 'waiting' || state === 'failed';
