import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
import { useNames } from './catalogue';
import { get, patch, post, put } from './client';
import { keys } from './keys';
import type {
  CareKind,
  CareSegment,
  CareTask,
  CareTaskChange,
  CareVisit,
  Items,
  NewCareTask,
  PlanEffect,
  SegmentPreview,
  ServicePlan,
  ServicePlanBody,
  VisitFields,
} from './types';

/** What is read anew when something owed to a customer changes. */
export const careTouches = [['care'], ['customers']];

export interface CareFilter {
  who?: string;
  customer?: string;
  owner?: string;
  unit?: string;
  kind?: string;
  state?: string;
  due?: string;
  plan?: string;
  outcome?: string;
  ticket?: string;
}

export const careTasksQuery = (filter: CareFilter) =>
  infiniteQueryOptions({
    queryKey: keys.careTasks(filter),
    queryFn: ({ pageParam, signal }) => get<Items<CareTask>>('/care-tasks', { ...filter, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

export const careKindsQuery = queryOptions({
  queryKey: keys.careKinds,
  queryFn: async ({ signal }) => (await get<Items<CareKind>>('/care-kinds', undefined, signal)).items,
  staleTime: 10 * 60_000,
});

/** Names kinds of tasks in the reader's language. */
export function useKindNames(): (code: string) => string {
  const { data = [] } = useQuery(careKindsQuery);
  const names = useNames();
  return (code) => {
    const kind = data.find((one) => one.code === code);
    return kind ? names.in(kind) : code;
  };
}

export const addTask = (input: NewCareTask) => post<CareTask>('/care-tasks', input);
export const changeTask = ({ id, version }: CareTask, input: Omit<CareTaskChange, 'version'>) =>
  patch<CareTask>(`/care-tasks/${id}`, { ...input, version });
export const saveKind = (code: string, input: Pick<CareKind, 'zh' | 'en' | 'active'> & { version?: number }) =>
  put<CareKind>(`/care-kinds/${encodeURIComponent(code)}`, input);

export const addVisit = (customerId: string, input: VisitFields) =>
  post<CareVisit>('/visits', { ...input, customerId });
export const changeVisit = ({ id, version }: CareVisit, input: VisitFields) =>
  patch<CareVisit>(`/visits/${id}`, { ...input, version });

export const servicePlansQuery = queryOptions({
  queryKey: keys.servicePlans,
  queryFn: async ({ signal }) => (await get<Items<ServicePlan>>('/service-plans', undefined, signal)).items,
});
export const saveServicePlan = (plan: ServicePlan | undefined, body: ServicePlanBody) =>
  plan
    ? put<ServicePlan>(`/service-plans/${plan.id}`, { ...body, version: plan.version })
    : post<ServicePlan>('/service-plans', body);
export const setServicePlan = (customer: { id: string; version: number }, plan: string) =>
  put<void>(`/customers/${customer.id}/service-plan`, { plan, version: customer.version });
export const segmentQuery = (segment: CareSegment) =>
  queryOptions({
    queryKey: keys.segment(segment),
    queryFn: () => post<SegmentPreview>('/service-plans/preview', segment),
    staleTime: 30_000,
  });
export const planEffectQuery = (id: string) =>
  queryOptions({
    queryKey: keys.planEffect(id),
    queryFn: ({ signal }) => get<PlanEffect>(`/service-plans/${id}/effect`, undefined, signal),
  });
