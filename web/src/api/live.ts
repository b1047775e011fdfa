import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { touchedBy } from './keys';
import type { LiveChange, Presence, Ticket } from './types';

type Listener = (change: LiveChange) => void;

const listeners = new Set<Listener>();
const watchers = new Set<(presence: Presence) => void>();

const reopenAfter = 5_000;
const closeHiddenAfter = 30_000;

/** Keeps what is on the screen up to date as long as the component is mounted. Mounted once, by the shell. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => keepOpen(client), [client]);
}

/**
 * Holds the stream of changes open. A browser gives all tabs of one host together only a few connections, so a tab that
 * stays in the background gives up its stream. What was missed is not sent again; everything is asked for anew.
 */
function keepOpen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let missed = false;

  const open = () => {
    source?.close();
    source = new EventSource('/api/v1/live');
    source.addEventListener('change', (e) =>
      deliver(client, JSON.parse((e as MessageEvent<string>).data) as LiveChange),
    );
    source.addEventListener('presence', (e) => {
      const presence = JSON.parse((e as MessageEvent<string>).data) as Presence;
      for (const see of watchers) see(presence);
    });
    source.addEventListener('open', () => {
      if (missed) void client.invalidateQueries();
      missed = false;
    });
    source.addEventListener('error', () => {
      missed = true;
      // The browser tries again by itself only where the line broke, not where the answer was an error.
      if (source?.readyState === EventSource.CLOSED) later(open, reopenAfter);
    });
  };
  const close = () => {
    missed = true;
    source?.close();
    source = undefined;
  };
  const later = (act: () => void, delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) later(close, closeHiddenAfter);
    else if (source === undefined || source.readyState === EventSource.CLOSED) open();
  };
  open();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(timer);
    source?.close();
  };
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

/** Hears who else has a ticket open that this person has open. */
export function watchPresence(see: (presence: Presence) => void): () => void {
  watchers.add(see);
  return () => {
    watchers.delete(see);
  };
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
