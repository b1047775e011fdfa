import { queryOptions } from '@tanstack/react-query';
import { get, post, put } from '@/api/client';
import { keys } from '@/api/keys';
import type { Catalogue, Code, Items, Named, Policy, Tried } from '@/api/types';

export const conditionFields = ['kind', 'tier', 'servicePlan', 'product', 'category', 'priority', 'area'] as const;
export type ConditionField = (typeof conditionFields)[number];
export type Conditions = Partial<Record<ConditionField, Code[]>>;
export type Matter = Partial<Record<ConditionField, Code>> & { unitId?: string };

export const targets = ['respond', 'resolve', 'accept', 'finish'] as const;
export type Target = (typeof targets)[number];

export type PolicyBody = Omit<Policy, 'id' | 'position' | 'version'> & { version?: number };

export const policiesQuery = queryOptions({
  queryKey: keys.policies,
  queryFn: async ({ signal }) => (await get<Items<Policy>>('/policies', undefined, signal)).items,
});

/** Makes a policy, last in the order, or changes the one given. */
export function savePolicy(id: string | undefined, body: PolicyBody): Promise<Policy> {
  return id === undefined ? post<Policy>('/policies', body) : put<Policy>(`/policies/${id}`, body);
}

export function orderPolicies(ids: string[]): Promise<void> {
  return post<void>('/policies/order', { ids });
}

/** Which policy a matter would meet, and by which conditions. */
export function tryPolicies(matter: Matter): Promise<Tried> {
  return post<Tried>('/policies/try', matter);
}

/** The values that a field of a condition can have. */
export function valuesOf(catalogue: Catalogue, field: ConditionField): Named[] {
  const lists: Record<ConditionField, Named[]> = {
    kind: catalogue.kinds,
    tier: catalogue.tiers,
    servicePlan: catalogue.servicePlans,
    product: catalogue.products,
    category: catalogue.categories,
    priority: catalogue.priorities,
    area: catalogue.areas,
  };
  return lists[field];
}

/** The policies as they are tried for customers served in a unit: the nearest unit's own first, then what is for all. */
export function inOrder(policies: Policy[], above: string[]): Policy[] {
  const rank = ({ unitId }: Policy) => (unitId ? above.indexOf(unitId) : above.length);
  return policies.filter((one) => rank(one) >= 0).sort((a, b) => rank(a) - rank(b));
}

/** The ids with one moved up (-1) or down (+1); the same list where it cannot move. */
export function moved(ids: string[], id: string, by: -1 | 1): string[] {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return ids;
  const list = ids.filter((one) => one !== id);
  list.splice(to, 0, id);
  return list;
}
