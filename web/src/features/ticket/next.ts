import type { Ticket, TicketAction } from '@/api/types';

/** The steps that ask for something before they are done. */
export type AskingStep = Exclude<TicketAction, 'acceptOffer' | 'close' | 'resume' | 'reply' | 'note' | 'reopen'>;

/** The step that leads on from where a ticket stands, lawful or not. */
export function nextStep(ticket: Ticket): TicketAction | undefined {
  if (ticket.may.acceptOffer?.ok) return 'acceptOffer';
  switch (ticket.status) {
    case 'open':
      return ticket.handoffs.length === 0 ? 'handoff' : 'resolve';
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
  'pause',
  'resume',
  'offer',
  'cancel',
];
