import { queryOptions } from '@tanstack/react-query';
import { get, post, put, remove } from './client';
import { keys } from './keys';
import { type Asked, answerOf, makePasskey } from './passkey';
import type { AddedFactor, BreakGlassUse, Items, LogInRules, NewTotp, Security, Session } from './types';

export const mySecurityQuery = queryOptions({
  queryKey: keys.mySecurity,
  queryFn: ({ signal }) => get<Security>('/security', undefined, signal),
});

export const mySessionsQuery = queryOptions({
  queryKey: keys.mySessions,
  queryFn: async ({ signal }) => (await get<Items<Session>>('/security/sessions', undefined, signal)).items,
});

export const staffSecurityQuery = (id: string) =>
  queryOptions({
    queryKey: keys.staffSecurity(id),
    queryFn: ({ signal }) => get<Security>(`/staff/${id}/security`, undefined, signal),
  });

export const staffSessionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.staffSessions(id),
    queryFn: async ({ signal }) => (await get<Items<Session>>(`/staff/${id}/sessions`, undefined, signal)).items,
  });

export const logInRulesQuery = queryOptions({
  queryKey: keys.logInRules,
  queryFn: ({ signal }) => get<LogInRules>('/security/rules', undefined, signal),
});

export const breakGlassQuery = queryOptions({
  queryKey: keys.breakGlass,
  queryFn: async ({ signal }) => (await get<Items<BreakGlassUse>>('/security/break-glass', undefined, signal)).items,
  refetchInterval: 60_000,
});

export const addTotp = (name: string): Promise<NewTotp> => post<NewTotp>('/security/totp', { name });

export const confirmTotp = (id: string, code: string): Promise<AddedFactor> =>
  post<AddedFactor>(`/security/totp/${id}/confirm`, { code: code.replaceAll(/\s/g, '') });

/** Lets the browser make a passkey and adds it under a name. */
export async function addPasskey(name: string): Promise<AddedFactor> {
  const credential = await makePasskey(await post<Asked>('/security/passkeys/challenge'));
  return post<AddedFactor>('/security/passkeys', { name, credential });
}

export const removeFactor = (id: string): Promise<void> => remove(`/security/factors/${id}`);

export const newRecoveryCodes = async (): Promise<string[]> =>
  (await post<{ recoveryCodes: string[] }>('/security/recovery-codes')).recoveryCodes;

export const changePassword = (old: string, password: string): Promise<void> =>
  put<void>('/security/password', { old, password });

/** Proves who one is, with a password or a code. */
export const prove = (proof: { password?: string; code?: string }): Promise<void> =>
  post<void>('/session/proof', proof);

export async function proveWithPasskey(): Promise<void> {
  const credential = await answerOf(await post<Asked>('/session/proof/challenge'));
  await post<void>('/session/proof', { credential });
}

export const endMySession = (id: string): Promise<void> => remove(`/security/sessions/${id}`);
export const endMyOtherSessions = (): Promise<void> => remove('/security/sessions');
export const endSessionOf = (staffId: string, id: string): Promise<void> => remove(`/staff/${staffId}/sessions/${id}`);
export const endSessionsOf = (staffId: string): Promise<void> => remove(`/staff/${staffId}/sessions`);
export const unlock = (staffId: string): Promise<void> => post<void>(`/staff/${staffId}/unlock`);
export const resetFactors = (staffId: string): Promise<void> => remove(`/staff/${staffId}/factors`);
export const resetPassword = async (staffId: string): Promise<string> =>
  (await post<{ password: string }>(`/staff/${staffId}/password`)).password;

export const setLogInRules = (rules: LogInRules): Promise<LogInRules> => put<LogInRules>('/security/rules', rules);

export const acknowledgeBreakGlass = (id: string, reason: string): Promise<void> =>
  post<void>(`/security/break-glass/${id}/acknowledge`, { reason });
