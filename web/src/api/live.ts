import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { touchedBy } from './keys';
import type { LiveChange, Ticket } from './types';

type Listener = (change: LiveChange) => void;

const listeners = new Set<Listener>();

/** Keeps what is on the screen up to date as long as the component is mounted. Mounted once, by the shell. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/v1/live');
    let lost = false;
    source.addEventListener('change', (e) =>
      deliver(client, JSON.parse((e as MessageEvent<string>).data) as LiveChange),
    );
    source.addEventListener('error', () => {
      lost = true;
    });
    source.addEventListener('open', () => {
      // What was missed while the line was down is not sent again.
      if (lost) void client.invalidateQueries();
      lost = false;
    });
    return () => source.close();
  }, [client]);
}

/** Hears of every change that concerns this person. */
export function useLiveChanges(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const hear: Listener = (change) => latest.current(change);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
}

function deliver(client: QueryClient, change: LiveChange): void {
  for (const key of touchedBy(change)) void client.invalidateQueries({ queryKey: key });
  if (change.ticketId !== undefined) refreshByNumber(client, change.ticketId);
  for (const hear of listeners) hear(change);
}

/** A ticket page may have asked by number; changes name the ticket by its identifier. */
function refreshByNumber(client: QueryClient, ticketId: string): void {
  void client.invalidateQueries({
    queryKey: ['tickets', 'one'],
    predicate: (query) => (query.state.data as Ticket | undefined)?.id === ticketId && query.queryKey[2] !== ticketId,
  });
}
