import { queryOptions } from '@tanstack/react-query';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { Caller, Items } from '@/api/types';

/** Somebody who may be calling, and by what he was found. */
export type Match = Caller & { key: string };

/** How a text is looked up: as a number (phone, terminal, SIM, IMEI, serial), by name, or not yet. */
export function wayOf(text: string): 'number' | 'name' | 'none' {
  const letters = text.replace(/[^0-9a-z]/gi, '');
  if (/\d/.test(letters) && letters.length >= 3) return 'number';
  return text.trim().length >= 2 && !/^[\d\s+-]*$/.test(text) ? 'name' : 'none';
}

/** Whether the text can only be a number, not a customer's name or number. */
export function isNumber(text: string): boolean {
  return /^[\d\s+()-]+$/.test(text.trim());
}

export const matchesQuery = (text: string) =>
  queryOptions({
    queryKey: keys.callers(text.trim()),
    queryFn: ({ signal }) => findMatches(text.trim(), signal),
    enabled: wayOf(text) !== 'none',
    staleTime: 30_000,
  });

async function findMatches(text: string, signal: AbortSignal): Promise<Match[]> {
  return (await get<Items<Caller>>('/callers', { number: text }, signal)).items.map(byNumber);
}

function byNumber(caller: Caller): Match {
  const key = [caller.customer.id, caller.contact?.id, caller.terminal?.id, caller.matched].join('.');
  return { key, ...caller };
}
