import type { Handoff, PromiseBrief, Ticket, TicketPromise } from '@/api/types';
import { clockOf } from './handoff/clock';

/** The clock that the customer was promised: the answer while it runs, else the solution while it is owed. */
export function customerClock({ promises }: Pick<Ticket, 'promises'>): TicketPromise | undefined {
  const own = promises.filter((p) => p.handoffId === null);
  const solution = own.find((p) => p.kind === 'resolve' && (p.state === 'running' || p.state === 'paused'));
  return own.find((p) => p.kind === 'respond' && p.state === 'running') ?? solution;
}

const isOpen = ({ status }: Handoff) => status === 'sent' || status === 'accepted';

/** The open handoffs of a unit, the first to fall due first. */
export function openAt({ handoffs }: Pick<Ticket, 'handoffs'>, unitId: string): Handoff[] {
  const due = (handoff: Handoff) => clockOf(handoff)?.dueAt ?? '9';
  return handoffs.filter((h) => h.unitId === unitId && isOpen(h)).sort((a, b) => due(a).localeCompare(due(b)));
}

/** Handoffs as they are read: those of the own unit first, then the open ones, then what has ended; newest first. */
export function inOrder(ticket: Pick<Ticket, 'handoffs'>, unitId: string): Handoff[] {
  const own = openAt(ticket, unitId);
  const others = ticket.handoffs
    .filter((h) => !own.includes(h))
    .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.createdAt.localeCompare(a.createdAt));
  return [...own, ...others];
}

/** The clock that counts for a person: of the own unit's handoff, named by the unit; else the customer's. */
export function clockFor(
  ticket: Pick<Ticket, 'handoffs' | 'promises'>,
  unitId: string,
): { promise: PromiseBrief; unit?: string } | undefined {
  for (const handoff of openAt(ticket, unitId)) {
    const promise = clockOf(handoff);
    if (promise) return { promise, unit: handoff.unit };
  }
  const promise = customerClock(ticket);
  return promise && { promise };
}
