import { queryOptions } from '@tanstack/react-query';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { Items, OnDuty } from '@/api/types';

/** Who is on duty now in some units. */
export const onDutyQuery = (units: string[]) =>
  queryOptions({
    queryKey: keys.onDuty(units),
    queryFn: async ({ signal }) => (await get<Items<OnDuty>>('/duty/now', { units: units.join(',') }, signal)).items,
    enabled: units.length > 0,
    staleTime: 60_000,
    refetchInterval: 5 * 60_000, // shifts change by themselves
  });
