import { useCallback, useEffect, useRef, useState } from 'react';

const prefix = 'xingfu.draft.';
const pause = 300;

/** Reads a draft that was kept on this device. What cannot be read counts as none. */
export function readDraft<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Keeps a draft on this device. A full or forbidden storage costs the draft, never the typing. */
export function keepDraft<T>(key: string, value: T): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // The text is still on the screen.
  }
}

export function dropDraft(key: string): void {
  localStorage.removeItem(prefix + key);
}

/**
 * A value that survives reload, crash and log-out: it is kept at every pause in typing and when the page is left.
 * `drop` forgets what was kept and goes back to the start value.
 */
export function useDraft<T>(key: string, start: T): [value: T, set: (value: T) => void, drop: () => void] {
  const [value, setValue] = useState<T>(() => readDraft<T>(key) ?? start);
  const unsaved = useRef<T | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    if (unsaved.current !== undefined) keepDraft(key, unsaved.current);
    unsaved.current = undefined;
  }, [key]);

  const set = useCallback(
    (next: T) => {
      setValue(next);
      unsaved.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, pause);
    },
    [save],
  );

  const first = useRef(start);
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    unsaved.current = undefined;
    dropDraft(key);
    setValue(first.current);
  }, [key]);

  useEffect(() => {
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [save]);

  return [value, set, drop];
}
