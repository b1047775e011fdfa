import { queryOptions, useQuery } from '@tanstack/react-query';
import { useLanguage } from '@/i18n/language';
import { get } from './client';
import { keys } from './keys';
import type { Items, PermissionGroup, Rights, Role, RoleCode, Separation, Skill, Staff, Unit } from './types';

export const unitsQuery = queryOptions({
  queryKey: keys.units,
  queryFn: async ({ signal }) => (await get<Items<Unit>>('/units', undefined, signal)).items,
  staleTime: 5 * 60_000,
});

export interface StaffFilter {
  q?: string;
  unit?: string;
  role?: RoleCode;
}

export const staffQuery = (filter: StaffFilter) =>
  queryOptions({
    queryKey: keys.staff(filter),
    queryFn: async ({ signal }) => (await get<Items<Staff>>('/staff', { ...filter }, signal)).items,
    staleTime: 60_000,
  });

/** What people can do, and which categories ask for it. */
export const skillsQuery = queryOptions({
  queryKey: keys.skills,
  queryFn: async ({ signal }) => (await get<Items<Skill>>('/skills', undefined, signal)).items,
  staleTime: 5 * 60_000,
});

export const rolesQuery = queryOptions({
  queryKey: keys.roles,
  queryFn: async ({ signal }) => (await get<Items<Role>>('/roles', undefined, signal)).items,
  staleTime: 5 * 60_000,
});

/** What can be permitted, in plain words: it comes with the program. */
export const permissionsQuery = queryOptions({
  queryKey: keys.permissions,
  queryFn: async ({ signal }) => (await get<Items<PermissionGroup>>('/permissions', undefined, signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const rightsQuery = (staffId: string) =>
  queryOptions({
    queryKey: keys.rights(staffId),
    queryFn: ({ signal }) => get<Rights>(`/staff/${staffId}/rights`, undefined, signal),
  });

export const separationQuery = queryOptions({
  queryKey: keys.separation,
  queryFn: ({ signal }) => get<Separation>('/separation', undefined, signal),
});

/** Something that has a name in both languages. */
interface InBoth {
  zh: string;
  en: string;
}

/** Chooses the user's language. */
export function useIn(): (words: InBoth) => string {
  const language = useLanguage();
  return (words) => words[language] || words.zh;
}

/** Names roles in the user's language; one that is not known, or not read yet, has its code. */
export function useRoleNames(): (code: RoleCode) => string {
  const { data: roles = [] } = useQuery(rolesQuery);
  const say = useIn();
  return (code) => {
    const role = roles.find((one) => one.code === code);
    return role ? say(role) : code;
  };
}
