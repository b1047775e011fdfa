import type { Handoff, Ticket, TicketAction } from '@/api/types';
import { openAt } from '@/components/ticketClocks';

/** The steps that ask for something before they are done. */
export type AskingStep = Exclude<TicketAction, 'acceptOffer' | 'close' | 'resume' | 'reply' | 'note' | 'reopen'>;

/** What leads on from where a ticket stands: a step on the ticket itself, or on one of its handoffs. */
export type Next = { step: TicketAction } | { handoff: Handoff; action: 'accept' | 'finish' | 'urge' };

/** Kinds that the front desk usually answers itself. */
const answeredHere = ['consult', 'suggestion'];

/** The step on the ticket that its state asks for, lawful or not. */
function stepOf(ticket: Ticket): TicketAction | undefined {
  switch (ticket.status) {
    case 'open':
      return asksAUnit(ticket) ? 'handoff' : 'resolve';
    case 'handed':
      return 'resolve';
    case 'resolved':
      return 'callback';
    case 'confirmed':
      return 'close';
    default:
      return undefined;
  }
}

/** Whether an open ticket still needs a unit: none was asked, or the last one that answered gave it back. */
function asksAUnit({ handoffs, kind }: Ticket): boolean {
  if (handoffs.length === 0) return !answeredHere.includes(kind);
  const last = handoffs.reduce((a, b) => ((b.endedAt ?? '') > (a.endedAt ?? '') ? b : a));
  return last.status === 'returned';
}

/**
 * The one next step for a person of a unit. A lawful one comes first: an offer to answer, what the state asks for, a
 * handoff of his unit or of one he works for, a late unit to urge. Who handles the ticket else sees what it waits for; anybody else sees none.
 */
export function nextOf(ticket: Ticket, unitId: string): Next | undefined {
  if (ticket.may.acceptOffer?.ok) return { step: 'acceptOffer' };
  const step = stepOf(ticket);
  if (step && ticket.may[step]?.ok) return { step };
  for (const handoffs of [openAt(ticket, unitId), ticket.handoffs]) {
    for (const action of ['accept', 'finish'] as const) {
      const handoff = handoffs.find((h) => h.may[action]?.ok);
      if (handoff) return { handoff, action };
    }
  }
  const late = ticket.handoffs.find((h) => h.may.urge?.ok && isLate(h));
  if (late) return { handoff: late, action: 'urge' };
  return step && ticket.may.reply?.ok ? { step } : undefined;
}

function isLate(handoff: Handoff): boolean {
  const clock = handoff.status === 'sent' ? handoff.accept : handoff.finish;
  return clock !== null && clock.state === 'running' && clock.leftMinutes < 0;
}

/** All steps in the order of the menu. */
export const steps: TicketAction[] = [
  'acceptOffer',
  'declineOffer',
  'handoff',
  'resolve',
  'callback',
  'close',
  'setLink',
  'edit',
  'split',
  'merge',
  'unmerge',
  'pause',
  'resume',
  'offer',
  'escalate',
  'cancel',
];
