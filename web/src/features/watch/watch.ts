import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { Load, Watch } from '@/api/types';

/** How often the page looks again. */
const every = 5_000;

export const watchQuery = (unit: string) =>
  queryOptions({
    queryKey: keys.watch(unit),
    queryFn: ({ signal }) => get<Watch>('/watch', { unit }, signal),
    refetchInterval: every,
    placeholderData: keepPreviousData,
  });

/** The numbers of a load in the order of the page; how much they matter when they are not none. */
export const figures: { name: keyof Load; tone: 'calm' | 'warn' | 'late' }[] = [
  { name: 'open', tone: 'calm' },
  { name: 'queue', tone: 'calm' },
  { name: 'working', tone: 'calm' },
  { name: 'warned', tone: 'warn' },
  { name: 'overdue', tone: 'late' },
  { name: 'disputed', tone: 'warn' },
  { name: 'urged', tone: 'warn' },
];
