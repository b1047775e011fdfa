import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, put } from '@/api/client';
import { keys } from '@/api/keys';
import type {
  DutyLaid,
  DutyPattern,
  DutyPublished,
  DutyRulesInput,
  Handovers,
  Holidays,
  MyDuty,
  NewHandover,
  Roster,
  SwapStep,
} from '@/api/types';
import { newKey } from '@/components/newKey';

/** What is read anew when anything of duty has changed. */
export const touches = [['duty']];

export const rosterQuery = (unit: string, from: string, to: string) =>
  queryOptions({
    queryKey: keys.roster(unit, from, to),
    queryFn: ({ signal }) => get<Roster>('/duty/roster', { unit, from, to }, signal),
    placeholderData: keepPreviousData,
  });

export const holidaysQuery = (year: number) =>
  queryOptions({
    queryKey: keys.holidays(year),
    queryFn: ({ signal }) => get<Holidays>('/holidays', { year }, signal),
    staleTime: 60 * 60_000,
  });

export const myDutyQuery = queryOptions({
  queryKey: keys.myDuty,
  queryFn: ({ signal }) => get<MyDuty>('/duty/mine', undefined, signal),
});

export interface HandoverFilter {
  unit: string;
  q?: string;
  from?: string;
  to?: string;
}

export const handoversQuery = (filter: HandoverFilter) =>
  infiniteQueryOptions({
    queryKey: keys.handovers(filter),
    queryFn: ({ pageParam, signal }) =>
      get<Handovers>('/duty/handovers', { ...filter, cursor: pageParam || undefined }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

export const saveRules = (unitId: string, rules: DutyRulesInput) => put<unknown>(`/duty/rules/${unitId}`, rules);

export interface DayChange {
  unitId: string;
  staffId: string;
  day: string;
  kinds: string[];
  was: string[];
}

export const setDay = (change: DayChange) => put<unknown>('/duty/day', change);
export const lay = (pattern: DutyPattern) => post<DutyLaid>('/duty/lay', pattern);
export const publish = (unitId: string, from: string, to: string, despite: boolean) =>
  post<DutyPublished>('/duty/publish', { unitId, from, to, despite });

export const offerShift = (shiftId: string, toId: string | undefined, reason: string) =>
  post<unknown>('/duty/swaps', { shiftId, toId, reason });
export const stepSwap = (id: string, step: SwapStep, text = '') => post<unknown>(`/duty/swaps/${id}`, { step, text });

/** A function that sends a note; the same note sent again after a broken line is kept once. */
export function noteSender() {
  const key = newKey();
  return (note: NewHandover) => post<unknown>('/duty/handovers', note, { 'Idempotency-Key': key });
}
export const acceptNote = (id: string) => post<unknown>(`/duty/handovers/${id}/accept`, {});
export const tickItem = (id: string, done: boolean) => post<unknown>(`/duty/items/${id}`, { done });
export const renewCalendar = (on: boolean) => post<{ path: string }>('/duty/calendar', { on });
