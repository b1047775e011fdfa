import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from '@/api/client';
import { keys } from '@/api/keys';
import type { AuditActions, AuditCheck, AuditState, AuditLine as Entry, Items, Language } from '@/api/types';
import { exactWords, instantOf } from '@/i18n/time';

export type { Entry };

/** Which entries are shown: the names are those of the API and of the address. */
export interface AuditFilter {
  /** From this instant on. */
  from?: string;
  /** Before this instant. */
  to?: string;
  actor?: string;
  group?: string;
  action?: string;
  object?: string;
  objectId?: string;
  via?: string;
  address?: string;
  text?: string;
}

const names = ['from', 'to', 'actor', 'group', 'action', 'object', 'objectId', 'via', 'address', 'text'] as const;

/** The filter that stands in an address. */
export function filterOf(search: object): AuditFilter {
  const given = search as Record<string, unknown>;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = given[name];
      return value === undefined || value === null || value === '' ? [] : [[name, String(value)]];
    }),
  );
}

export const vias = ['session', 'token', 'command', 'program', 'portal'] as const;

/** The days that a filter spans, as 2026-11-23; the last one is within. */
export function daysOf({ from, to }: AuditFilter): [string | undefined, string | undefined] {
  const day = (at: number) => (Number.isNaN(at) ? undefined : exactWords(new Date(at)).slice(0, 10));
  return [from && day(Date.parse(from)), to && day(Date.parse(to) - 1)];
}

/** The instants between which days lie. */
export function spanOf(first?: string, last?: string): Pick<AuditFilter, 'from' | 'to'> {
  const begin = (day: string) => instantOf(`${day}T00:00`);
  const end = last === undefined ? undefined : new Date(begin(last).getTime() + 24 * 3600_000);
  return { from: first && begin(first).toISOString(), to: end?.toISOString() };
}

export const auditQuery = (filter: AuditFilter, language: Language) =>
  infiniteQueryOptions({
    queryKey: keys.audit(filter, language),
    queryFn: ({ pageParam, signal }) => get<Items<Entry>>('/audit', { ...filter, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

export const auditActionsQuery = queryOptions({
  queryKey: keys.auditActions,
  queryFn: ({ signal }) => get<AuditActions>('/audit/actions', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether a check is under way. */
export const isRunning = (state?: AuditState) => state?.check != null && state.check.endedAt === null;

export const auditStateQuery = (language: Language) =>
  queryOptions({
    queryKey: keys.auditState(language),
    queryFn: ({ signal }) => get<AuditState>('/audit/state', {}, signal),
    refetchInterval: ({ state }) => (isRunning(state.data) ? 1000 : false),
  });

/** Lets the log be checked, and held against a head noted before. */
export const startCheck = ({ noted }: { noted?: string }) => post<AuditCheck>('/audit/verify', { noted });

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
