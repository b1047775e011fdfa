import type { TFunction } from 'i18next';

/** What to tell where the browser and not the server has refused a passkey; undefined where it was not the browser. */
export function passkeyWords(error: unknown, t: TFunction): string | undefined {
  if (!(error instanceof DOMException)) return undefined;
  if (error.name === 'NotAllowedError' || error.name === 'AbortError') return t('proof:declined');
  if (error.name === 'InvalidStateError') return t('proof:knownAlready');
  return t('proof:unusable');
}
