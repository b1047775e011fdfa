import { useEffect, useRef } from 'react';
import type { Key } from './shortcuts';

/** What keys do, by their names in the table of shortcuts. */
export type Keys = Partial<Record<Key, (event: KeyboardEvent) => void>>;

interface KeyOptions {
  /** Also while somebody types, and while a window is open. */
  always?: boolean;
  disabled?: boolean;
}

/** Listens to keys on the whole page. Keys without ctrl are left alone while somebody types. */
export function useKeys(keys: Keys, { always = false, disabled = false }: KeyOptions = {}): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (disabled) return;
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const ctrl = event.ctrlKey || event.metaKey;
      if (!always && (belongsTo(event.target, event.key) || windowIsOpen())) return;
      const name = `${ctrl ? 'ctrl+' : ''}${event.key.toLowerCase()}`;
      const act = latest.current[name as Key];
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [always, disabled]);
}

const typing =
  'input:not([type="checkbox"]), textarea, select, [role="combobox"], [role="menuitem"], [role="radio"], [role="slider"]';

/** Whether a key means something to the thing that has the focus. */
function belongsTo(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches(typing)) return true;
  if (key === 'Enter') return target.closest('a, button, summary') !== null;
  return key === ' ' && target.closest('button, summary, [role="button"], input') !== null;
}

function windowIsOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}
