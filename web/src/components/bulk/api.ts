import { queryOptions } from '@tanstack/react-query';
import { get, post, queryString } from '@/api/client';
import { keys } from '@/api/keys';
import type { TicketFilter } from '@/api/tickets';
import type { Bulk, BulkItem, BulkOrder, BulkPreview, Share } from '@/api/types';

/** What is read anew once a bulk has ended. */
export const bulkTouches = [['tickets'], ['handoffs'], ['home'], ['watch'], ['notifications']];

/** A key of its own for each thing that a person decides to do: sent twice, it is done once. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('');

export const previewBulk = (filter: TicketFilter, order: BulkOrder) =>
  post<BulkPreview>(`/tickets/bulk/preview${queryString(order.all ? filter : {})}`, order);
export const startBulk = (order: BulkOrder, key: string) =>
  post<Bulk>('/tickets/bulk', order, { 'Idempotency-Key': key });
export const previewShare = (share: Share) => post<BulkPreview>('/shares/preview', share);
export const startShare = (share: Share, key: string) => post<Bulk>('/shares', share, { 'Idempotency-Key': key });

/** A bulk that is under way, looked at until it has ended. */
export const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: keys.bulk(id),
    queryFn: ({ signal }) => get<Bulk>(`/bulk/${id}`, undefined, signal),
    refetchInterval: (query) => (query.state.data?.doneAt ? false : 700),
  });

/** The refused items by why they were refused, the most frequent reason first. */
export function byReason(items: BulkItem[]): { why: string; items: BulkItem[] }[] {
  const groups = new Map<string, BulkItem[]>();
  for (const item of items) {
    if (item.state !== 'refused') continue;
    groups.set(item.why, [...(groups.get(item.why) ?? []), item]);
  }
  return [...groups].map(([why, found]) => ({ why, items: found })).sort((a, b) => b.items.length - a.items.length);
}

/** Who gets how many, the most first. What goes back into a queue has no receiver. */
export function receivers(items: BulkItem[]): { name: string | null; count: number }[] {
  const counts = new Map<string, { name: string | null; count: number }>();
  for (const { state, to, handoffId } of items) {
    if (state === 'refused' || (to === null && handoffId === null)) continue;
    const one = counts.get(to?.id ?? '') ?? { name: to?.name ?? null, count: 0 };
    counts.set(to?.id ?? '', { ...one, count: one.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
