import { useCallback, useEffect, useRef, useState } from 'react';
import { post } from '@/api/client';
import { watchPresence } from '@/api/live';
import type { Presence, Present } from '@/api/types';
import { newKey } from '@/components/newKey';

export type Doing = Present['doing'];

const every = 5_000;
/** For how long after the last letter somebody counts as writing. */
const writingFor = 6_000;
/** Without an answer for this long, nothing is known of the others. */
const unknownAfter = 12_000;

export interface Company {
  /** Who else has this ticket open. */
  others: Present[];
  /** Something was typed just now. */
  wrote: (as: 'reply' | 'note') => void;
}

/** Says that this person has the ticket open, and hears who else has. A window in the background has left. */
export function usePresence(ticketId: string): Company {
  const [others, setOthers] = useState<Present[]>([]);
  const doing = useRef<Doing>('view');
  const speak = useRef<() => void>(() => undefined);

  useEffect(() => {
    const window = newKey();
    let heard = 0;
    const hear = (presence: Presence) => {
      if (presence.ticketId !== ticketId) return;
      heard = Date.now();
      setOthers((before) => (JSON.stringify(before) === JSON.stringify(presence.others) ? before : presence.others));
    };
    const say = (what: Doing | 'leave') =>
      post<Presence>(`/tickets/${ticketId}/presence`, { window, doing: what }, undefined, what === 'leave');
    const tell = () => {
      if (document.hidden) return;
      say(doing.current).then(hear, () => {
        if (Date.now() - heard > unknownAfter) setOthers([]);
      });
    };
    const leave = () => void say('leave').catch(() => undefined);
    const look = () => (document.hidden ? leave() : tell());
    speak.current = tell;
    tell();
    const timer = setInterval(tell, every);
    const stop = watchPresence(hear);
    document.addEventListener('visibilitychange', look);
    globalThis.addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener('visibilitychange', look);
      globalThis.removeEventListener('pagehide', leave);
      leave();
    };
  }, [ticketId]);

  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const wrote = useCallback((as: 'reply' | 'note') => {
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      doing.current = 'view';
      speak.current();
    }, writingFor);
    if (doing.current === as) return;
    doing.current = as;
    speak.current();
  }, []);
  return { others, wrote };
}
