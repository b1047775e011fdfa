import { infiniteQueryOptions } from '@tanstack/react-query';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { AuditEntry as Entry, Items } from '@/api/types';

export type { Entry };

export const auditQuery = infiniteQueryOptions({
  queryKey: keys.audit,
  queryFn: ({ pageParam, signal }) => get<Items<Entry>>('/audit', { cursor: pageParam }, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.nextCursor || undefined,
});

/** Whether the program itself did it, as when it was set up. */
export const isProgram = (entry: Entry) => entry.actorId === '' && (entry.actor === '' || entry.actor === 'xingfu');

/** JSON laid out to be read; what is no JSON stays as it is. */
export function pretty(detail: string): string {
  try {
    return JSON.stringify(JSON.parse(detail), null, 2);
  } catch {
    return detail;
  }
}
