import { infiniteQueryOptions } from '@tanstack/react-query';
import { get, post } from '@/api/client';
import { keys } from '@/api/keys';
import type { Items } from '@/api/types';

export const outgoingStates = ['waiting', 'sending', 'sent', 'failed', 'cancelled'] as const;
export type OutgoingState = (typeof outgoingStates)[number];

/** A message that leaves the house. */
export interface Outgoing {
  id: string;
  via: 'mail';
  recipient: string;
  subject: string;
  ticketId: string | null;
  state: OutgoingState;
  tries: number;
  /** Why the last try failed. */
  reason: string;
  dueAt: string;
  sentAt: string | null;
  createdAt: string;
}

export const outgoingQuery = (state: OutgoingState | undefined) =>
  infiniteQueryOptions({
    queryKey: keys.outgoing(state ?? ''),
    queryFn: ({ pageParam, signal }) => get<Items<Outgoing>>('/outgoing', { state, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
    refetchInterval: 30_000,
  });

export const retryOutgoing = (id: string): Promise<Outgoing> => post<Outgoing>(`/outgoing/${id}/retry`);
export const cancelOutgoing = (id: string): Promise<Outgoing> => post<Outgoing>(`/outgoing/${id}/cancel`);

/** What a person can do with a message in its state. */
export const canRetry = ({ state }: Outgoing) => state === 'failed' || state === 'cancelled';
export const canCancel = ({ state }: Outgoing) => state === 'waiting' || state === 'failed';
