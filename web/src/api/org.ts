import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import { keys } from './keys';
import type { Items, Role, Staff, Unit } from './types';

export const unitsQuery = queryOptions({
  queryKey: keys.units,
  queryFn: async ({ signal }) => (await get<Items<Unit>>('/units', undefined, signal)).items,
  staleTime: 5 * 60_000,
});

export interface StaffFilter {
  q?: string;
  unit?: string;
  role?: Role;
}

export const staffQuery = (filter: StaffFilter) =>
  queryOptions({
    queryKey: keys.staff(filter),
    queryFn: async ({ signal }) => (await get<Items<Staff>>('/staff', { ...filter }, signal)).items,
    staleTime: 60_000,
  });
