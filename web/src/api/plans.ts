import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNames } from './catalogue';
import { get } from './client';
import { keys } from './keys';
import type { Items, Plan } from './types';

/** What customers can subscribe to, by product and code; also what is no longer sold. */
export const plansQuery = queryOptions({
  queryKey: keys.plans,
  queryFn: async ({ signal }) => (await get<Items<Plan>>('/plans', undefined, signal)).items,
  staleTime: 10 * 60_000,
});

/** Names plans in the reader's language; the code itself where it is not known. */
export function usePlanNames(): (code: string) => string {
  const { data = [] } = useQuery(plansQuery);
  const names = useNames();
  return (code) => {
    const plan = data.find((one) => one.code === code);
    return plan ? names.in(plan) : code;
  };
}
