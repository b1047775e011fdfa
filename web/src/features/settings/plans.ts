import { post, put } from '@/api/client';
import type { Plan, PlanBody } from '@/api/types';

/** Makes a plan, or changes the one given. */
export const savePlan = (plan: Plan | undefined, body: PlanBody) =>
  plan === undefined
    ? post<Plan>('/plans', body)
    : put<Plan>(`/plans/${encodeURIComponent(plan.code)}`, { ...body, version: plan.version });

/** Plans by product, in the order in which they come. */
export function byProduct(plans: Plan[]): [product: Plan['product'], plans: Plan[]][] {
  const groups = new Map<Plan['product'], Plan[]>();
  for (const plan of plans) groups.set(plan.product, [...(groups.get(plan.product) ?? []), plan]);
  return [...groups];
}
