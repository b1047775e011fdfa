import { queryOptions } from '@tanstack/react-query';
import { get, post } from '@/api/client';
import { keys } from '@/api/keys';
import type { Notice } from '@/api/types';

export const noticesQuery = queryOptions({
  queryKey: keys.notifications({ limit: 30 }),
  queryFn: ({ signal }) => get<{ items: Notice[]; unread: number }>('/notifications', { limit: 30 }, signal),
});

/** Marks notifications as read; all when no ids are given. */
export const markRead = (ids?: string[]) => post<void>('/notifications/read', { ids });
