import { type RefCallback, useCallback, useEffect, useRef, useState } from 'react';
import { useKeys } from './useKeys';

interface ListKeys {
  /** The row that the keys point at; -1 at first. */
  at: number;
  setAt: (index: number) => void;
  /** For the element that holds the rows, each marked data-row={index}. */
  holder: RefCallback<HTMLElement>;
}

interface ListActs {
  open: (index: number) => void;
  /** Space. */
  preview?: (index: number) => void;
  /** Esc. */
  leave?: () => void;
}

/** Moves through a list of rows with J and K or the arrows; Enter opens, Space previews. */
export function useListKeys(count: number, { open, preview, leave }: ListActs): ListKeys {
  const [at, setAt] = useState(-1);
  const held = useRef<HTMLElement>(null);
  const holder = useCallback((element: HTMLElement | null) => {
    held.current = element;
  }, []);
  const present = at >= 0 && at < count;
  const move = (step: number) => {
    if (count > 0) setAt(Math.min(count - 1, Math.max(0, at + step)));
  };
  useEffect(() => {
    if (at >= 0) held.current?.querySelector(`[data-row="${at}"]`)?.scrollIntoView?.({ block: 'nearest' });
  }, [at]);
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: () => present && open(at),
    ' ': () => present && preview?.(at),
    escape: () => leave?.(),
  });
  return { at, setAt, holder };
}
