import { queryOptions } from '@tanstack/react-query';
import { get, post, put, remove } from './client';
import { keys } from './keys';
import { remember } from './session';
import type { Items, Me, More, Provider, ProviderTest, WayIn } from './types';

/** For what somebody goes to a provider. */
export type Errand = 'log-in' | 'prove' | 'link';

export const waysInQuery = queryOptions({
  queryKey: keys.waysIn,
  queryFn: async ({ signal }) => (await get<Items<WayIn>>('/session/providers', undefined, signal)).items,
  staleTime: 60_000,
});

export const providersQuery = queryOptions({
  queryKey: keys.providers,
  queryFn: async ({ signal }) => (await get<Items<Provider>>('/security/providers', undefined, signal)).items,
});

/** What the browser remembers of its way to a provider: what for, and which page opens afterwards. */
interface Way {
  errand: Errand;
  to?: string;
}

const kept = 'xingfu.provider';

/** Gives the address at the provider; the browser remembers what it goes there for. */
export async function setOut(provider: string, way: Way): Promise<string> {
  const path = way.errand === 'log-in' ? '/session/provider' : '/session/proof/provider';
  const { address } = await post<{ address: string }>(path, { provider, errand: way.errand });
  localStorage.setItem(kept, JSON.stringify(way));
  return address;
}

/** What the browser had gone to a provider for; it is asked once. */
export function wayBack(): Way {
  const text = localStorage.getItem(kept);
  localStorage.removeItem(kept);
  return text ? (JSON.parse(text) as Way) : { errand: 'log-in' };
}

/** What a provider has put into the address of the page to which one comes back. */
const brought = (provider: string, search: URLSearchParams) => ({
  provider,
  state: search.get('state') ?? '',
  code: search.get('code') ?? undefined,
  iss: search.get('iss') ?? undefined,
  error: search.get('error') ?? undefined,
});

export async function comeBack(provider: string, search: URLSearchParams): Promise<Me | More> {
  const answer = await post<Me | More>('/session/provider/return', brought(provider, search));
  return 'factors' in answer ? answer : remember(answer);
}

export const comeBackAsSelf = (provider: string, search: URLSearchParams): Promise<void> =>
  post<void>('/session/proof/provider/return', brought(provider, search));

/** Where the window that one proves in tells the one that waits for it. */
export const proofChannel = 'xingfu.proof';

export const saveProvider = (provider: Provider): Promise<Provider> => put<Provider>('/security/providers', provider);
export const testProvider = (provider: Provider, login: string): Promise<ProviderTest> =>
  post<ProviderTest>(`/security/providers/test?login=${encodeURIComponent(login)}`, provider);
export const removeProvider = (id: string): Promise<void> => remove(`/security/providers/${id}`);

export const linkToDirectory = (provider: string, login: string, password: string): Promise<void> =>
  put<void>(`/security/links/${provider}`, { login, password });
export const unlinkMe = (provider: string): Promise<void> => remove(`/security/links/${provider}`);
