import type { Handoff, PromiseBrief } from '@/api/types';

/** The clock of a handoff that counts now: to accept it, then to finish it. */
export function clockOf(handoff: Handoff): PromiseBrief | null {
  return handoff.status === 'sent' ? handoff.accept : (handoff.finish ?? handoff.accept);
}
