import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { customerQuery } from '@/api/customers';
import type { Customer } from '@/api/types';
import type { Draft } from './draft';
import { isNumber, type Match, matchesQuery, wayOf } from './search';

/** How long a pause in typing is before the number is looked up, in milliseconds. */
const pauseMs = 250;

export interface CallerSearch {
  matches: Match[];
  state: 'idle' | 'searching' | 'none' | 'one' | 'several' | 'failed';
  error: unknown;
  type: (text: string) => void;
  choose: (match: Match) => void;
}

/** Looks up who calls while the number is typed: one match fills in, several wait for a choice. */
export function useCaller(draft: Draft, change: (part: Partial<Draft>) => void): CallerSearch {
  const client = useQueryClient();
  // Only what is typed now is looked up; a draft that comes back keeps the customer it had.
  const [typed, setTyped] = useState('');
  const asked = useDebounced(typed, pauseMs);
  const { data, error, isFetching } = useQuery(matchesQuery(asked));
  const latest = useRef(draft);
  latest.current = draft;
  const turn = useRef(0);

  const choose = useCallback(
    async (match: Match) => {
      const mine = ++turn.current;
      const customer = await client.fetchQuery(customerQuery(match.customer.id)).catch(() => undefined);
      if (turn.current === mine) change(chosen(latest.current, match, customer));
    },
    [client, change],
  );

  const type = useCallback(
    (text: string) => {
      turn.current++;
      setTyped(text);
      change({ number: text });
    },
    [change],
  );

  useEffect(() => {
    if (data === undefined || asked === '') return;
    const [first, second] = data;
    if (first !== undefined && second === undefined) void choose(first);
    else if (first === undefined) change(nobody(latest.current, asked));
  }, [data, asked, choose, change]);

  return {
    matches: data ?? [],
    state: stateOf(asked, typed, isFetching, error, data),
    error,
    type,
    choose: (m) => void choose(m),
  };
}

function stateOf(
  asked: string,
  typed: string,
  fetching: boolean,
  error: unknown,
  data?: Match[],
): CallerSearch['state'] {
  if (wayOf(typed) === 'none') return 'idle';
  if (fetching || asked !== typed) return 'searching';
  if (error !== null || data === undefined) return 'failed';
  return data.length === 0 ? 'none' : data.length === 1 ? 'one' : 'several';
}

function useDebounced<T>(value: T, delay: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}

/** What the draft takes from a match: the customer; who is calling and the terminal if there is no doubt. */
export function chosen(
  draft: Draft,
  match: Pick<Match, 'customer' | 'contact' | 'terminal'>,
  customer?: Customer,
): Partial<Draft> {
  const same = draft.customerId === match.customer.id;
  const contacts = customer?.contacts ?? [];
  const usual = contacts.length === 1 ? contacts[0]?.id : undefined;
  const inUse = customer?.terminals.filter((t) => t.state !== 'retired') ?? [];
  const only = inUse.length === 1 ? inUse[0] : undefined;
  return {
    customerId: match.customer.id,
    acknowledged: same && draft.acknowledged,
    contactId: match.contact?.id ?? (same ? draft.contactId : (usual ?? '')),
    contactOpen: match.contact === null && (same ? draft.contactOpen : contacts.length > 1),
    contactName: same && match.contact === null ? draft.contactName : '',
    contactPhone: same && match.contact === null ? draft.contactPhone : '',
    terminalId: match.terminal?.id ?? (same ? draft.terminalId : (only?.id ?? '')),
  };
}

/** What the draft becomes when nobody has the number: it is a new customer's, or a stranger's. */
export function nobody(draft: Draft, text: string): Partial<Draft> {
  const none: Partial<Draft> = {
    customerId: '',
    contactId: '',
    contactOpen: false,
    terminalId: '',
    acknowledged: false,
  };
  const field = isNumber(text) ? 'contactPhone' : 'contactName';
  const before = draft[field];
  const follows = before === '' || text.startsWith(before) || before.startsWith(text);
  return follows ? { ...none, [field]: text.trim() } : none;
}
