import { useEffect } from 'react';

/**
 * When a window is gone and took the focus with it, the focus returns to the last thing on the page that had it: the
 * button that opened the window, also when the way led over a menu.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let last: HTMLElement | undefined;
    let inWindow = false;
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      inWindow = target.closest('[role="dialog"], [role="menu"], .ant-modal-root') !== null;
      if (!inWindow) last = target;
    };
    const observer = new MutationObserver(() => {
      const lost = inWindow && document.activeElement === document.body;
      if (lost && document.querySelector('[aria-modal="true"]') === null) last?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', note);
    observer.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener('focusin', note);
      observer.disconnect();
    };
  }, []);
}
