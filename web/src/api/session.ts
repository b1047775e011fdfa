import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { get, post, remove, setCsrfToken } from './client';
import { keys } from './keys';
import { type Asked, answerOf } from './passkey';
import type { Me, More, Permission } from './types';

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }) => remember(await get<Me>('/session', undefined, signal)),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export function remember(me: Me): Me {
  setCsrfToken(me.csrfToken);
  return me;
}

/** Logs in by the password here, or of a directory, or tells with which second factors the log-in can be finished. */
export async function logIn(login: string, password: string, provider?: string): Promise<Me | More> {
  const answer = await post<Me | More>('/session', { login, password, provider });
  return 'factors' in answer ? answer : remember(answer);
}

/** Finishes a log-in with a code of the authenticator or a recovery code. */
export async function finishWithCode(code: string): Promise<Me> {
  return remember(await post<Me>('/session/code', { code }));
}

/** Logs in with a passkey alone, or finishes with it the log-in that is half done. */
export async function logInWithPasskey(alone: boolean): Promise<Me> {
  const credential = await answerOf(await post<Asked>(`/session/passkey/challenge?alone=${alone}`));
  return remember(await post<Me>('/session/passkey', { credential }));
}

/** Logs out, and gives the address at which a provider ends its own session, if there is one. */
export async function logOut(): Promise<string | undefined> {
  const farther = await remove<{ address: string } | undefined>('/session');
  setCsrfToken('');
  return farther?.address;
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
