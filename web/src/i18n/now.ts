import { useSyncExternalStore } from 'react';

const step = 20_000;
const listeners = new Set<() => void>();
let current = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    timer = setInterval(() => {
      current = new Date();
      for (const hear of listeners) hear();
    }, step);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function read(): Date {
  if (timer === undefined && Date.now() - current.getTime() > step) current = new Date();
  return current;
}

/** The present time, one for all clocks on the page, moving on every 20 seconds. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, read);
}
