import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { get, post, remove, setCsrfToken } from './client';
import { keys } from './keys';
import type { Me, Permission } from './types';

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }) => remember(await get<Me>('/session', undefined, signal)),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

function remember(me: Me): Me {
  setCsrfToken(me.csrfToken);
  return me;
}

export async function logIn(login: string, password: string): Promise<Me> {
  return remember(await post<Me>('/session', { login, password }));
}

export async function logOut(): Promise<void> {
  await remove('/session');
  setCsrfToken('');
}

/** Who is logged in. Only below the pages that need a log-in. */
export function useMe(): Me {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the person who is logged in has one of the permissions somewhere. */
export function useMay(...oneOf: Permission[]): boolean {
  const { permissions } = useMe();
  return oneOf.some((permission) => permissions.includes(permission));
}
