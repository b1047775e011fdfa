import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client';
import { keys } from './keys';
import type { Caller, Customer, CustomerRef, Items, Overview, Terminal, Viewer } from './types';

export interface CustomerFilter {
  q?: string;
  tier?: string;
  kind?: string;
  /** Served by this unit or one below it. */
  unit?: string;
  manager?: string;
  /** The code of a service plan. */
  servicePlan?: string;
}

export const customersQuery = (filter: CustomerFilter) =>
  infiniteQueryOptions({
    queryKey: keys.customers(filter),
    queryFn: ({ pageParam, signal }) => get<Items<CustomerRef>>('/customers', { ...filter, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: keys.customer(id),
    queryFn: ({ signal }) => get<Customer>(`/customers/${id}`, undefined, signal),
  });

/** Who sees a customer, named by identifier or number, and why. */
export const viewersQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: keys.viewers(customer),
    queryFn: ({ pageParam, signal }) =>
      get<Items<Viewer>>(`/customers/${encodeURIComponent(customer)}/viewers`, { cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

/** A customer on one screen: what is known of him, what is open, how he was served. */
export const overviewQuery = (id: string) =>
  queryOptions({
    queryKey: keys.overview(id),
    queryFn: ({ signal }) => get<Overview>(`/customers/${id}/overview`, undefined, signal),
  });

export const terminalQuery = (id: string) =>
  queryOptions({
    queryKey: keys.terminal(id),
    queryFn: ({ signal }) => get<Terminal>(`/terminals/${id}`, undefined, signal),
  });

/** Who has this number: exact matches first, then those that begin so. */
export const callersQuery = (number: string) =>
  queryOptions({
    queryKey: keys.callers(number),
    queryFn: async ({ signal }) => (await get<Items<Caller>>('/callers', { number }, signal)).items,
    staleTime: 30_000,
  });

export interface NewCustomer {
  name: string;
  kind: 'person' | 'organisation';
  tier?: string;
  industry?: string;
  unitId?: string;
  phone?: string;
  contactName?: string;
}

export const addCustomer = (input: NewCustomer) => post<Customer>('/customers', input);
