import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { Bounce, Figure, Flow, Visit } from '@/api/types';

export type TotalName =
  | 'created'
  | 'closed'
  | 'open'
  | 'cancelled'
  | 'merged'
  | 'late'
  | 'returned'
  | 'bounced'
  | 'reopened';

export type Step = 'day' | 'week' | 'month';

/** What is chosen on the page; it stands in the address. */
export interface FlowChoice {
  source?: string;
  /** First and last day, as 2026-11-01 in China's zone; empty: what the program takes as usual. */
  from?: string;
  to?: string;
  unit?: string;
  by?: Step;
}

/** The days that are measured where none are chosen. */
export const usualDays = 60;

const day = /^\d{4}-\d{2}-\d{2}$/;

/** The start of a day in China's zone, which has had no daylight saving since 1991; moved by whole days. */
function startOf(text: string | undefined, plusDays = 0): string | undefined {
  if (text === undefined || !day.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : new Date(at.getTime() + plusDays * 86_400_000).toISOString();
}

/** The request behind a choice: the last day is counted whole. */
export function requestOf(choice: FlowChoice) {
  return {
    source: choice.source || 'xingfu',
    from: startOf(choice.from),
    to: startOf(choice.to, 1),
    unit: choice.unit,
    by: choice.by ?? 'week',
  };
}

export const flowQuery = (choice: FlowChoice) => {
  const query = requestOf(choice);
  return queryOptions({
    queryKey: keys.flow(query),
    queryFn: ({ signal }) => get<Flow>('/flow', query, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
};

/** The choice as far as an address makes sense. */
export function choiceOf(search: Record<string, unknown>): FlowChoice {
  const text = (name: string) => (typeof search[name] === 'string' && search[name] !== '' ? search[name] : undefined);
  const by = text('by');
  const from = text('from');
  const to = text('to');
  return {
    source: text('source'),
    unit: text('unit'),
    from: from !== undefined && day.test(from) ? from : undefined,
    to: to !== undefined && day.test(to) ? to : undefined,
    by: by === 'day' || by === 'month' ? by : undefined,
  };
}

/** How often matters came to a unit or into a stage, with the tickets that did. */
export const visitsOf = (visit: Visit): Figure => ({ count: visit.visits, query: visit.tickets.query });

/** How often a unit gave matters back. The tickets: those that were at the unit then and have been returned. */
export function returnsOf(visit: Visit): Figure {
  const query = new URLSearchParams(visit.tickets.query);
  query.set('returns', '1');
  return { count: visit.returns, query: query.toString() };
}

/** How often matters went from one unit back to another, with the tickets that did. */
export const movesOf = (bounce: Bounce): Figure => ({ count: bounce.moves, query: bounce.tickets.query });

/** The first and last day of a measured time, whose end is not counted: 2026-09-25 and 2026-11-24. */
export function daysOf({ from, to }: Pick<Flow, 'from' | 'to'>): [string, string] {
  return [daysBack(0, new Date(from)), daysBack(0, new Date(new Date(to).getTime() - 1))];
}

/** The day that lies so many days before today in China's zone: 2026-11-16. */
export function daysBack(days: number, now = new Date()): string {
  return new Date(now.getTime() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
}
