import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post, put } from '@/api/client';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';
import type { Items } from '@/api/types';

type Schemas = components['schemas'];

export type Sheet = Schemas['IdentitySheet'];
export type Status = Schemas['IdentityStatus'];
export type Evidence = Schemas['IdentityEvidence'];
export type Task = Schemas['IdentityCheckView'];
export type Step = Schemas['IdentityStep'];
export type Rules = Schemas['IdentityRules'];
export type NewEvidence = Schemas['IdentityNewEvidence'];
export type NewTask = Schemas['IdentityNewTask'];
export type NewStep = Schemas['IdentityNewStep'];

/** What is read anew after any change: whatever has to do with customers. */
export const touches = [['customers']];

export const identityQuery = (customer: string) =>
  queryOptions({
    queryKey: keys.identity(customer),
    queryFn: ({ signal }) => get<Sheet>(`/customers/${customer}/identity`, undefined, signal),
  });

export const record = (customer: string, input: NewEvidence) =>
  post<Evidence>(`/customers/${customer}/identity`, input);
export const withdraw = (id: string, reason: string) => post<Evidence>(`/identity/evidence/${id}/withdraw`, { reason });
export const ask = (customer: string, input: NewTask) => post<Task>(`/customers/${customer}/identity/tasks`, input);
export const take = ({ id, version }: Task, input: Omit<NewStep, 'version'>) =>
  post<Task>(`/identity/tasks/${id}/steps`, { ...input, version });

/** Which checks a list has, as its address says. */
export interface TaskFilter {
  state?: string;
  reason?: string;
  unit?: string;
  ripe?: string;
}

export const tasksQuery = (filter: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: keys.identityTasks(filter),
    queryFn: ({ pageParam, signal }) => get<Items<Task>>('/identity/tasks', { ...filter, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

export const rulesQuery = queryOptions({
  queryKey: keys.identityRules,
  queryFn: ({ signal }) => get<Rules>('/identity/rules', undefined, signal),
});

export const setRules = (rules: Rules) => put<Rules>('/identity/rules', rules);
