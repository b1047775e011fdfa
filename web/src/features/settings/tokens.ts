import { queryOptions } from '@tanstack/react-query';
import { get, post } from '@/api/client';
import { keys } from '@/api/keys';
import type { Items, NewToken, Token } from '@/api/types';

export const tokensQuery = queryOptions({
  queryKey: keys.tokens,
  queryFn: async ({ signal }) => (await get<Items<Token>>('/tokens', undefined, signal)).items,
});

export function addToken(name: string, expiresAt: string | undefined): Promise<NewToken> {
  return post<NewToken>('/tokens', { name, expiresAt });
}
