import type { Ticket } from '@/api/types';
import type { TicketEdit } from './api';

/** What the form for putting a ticket right starts with. */
export function editOf(ticket: Ticket): TicketEdit {
  return {
    subject: ticket.subject,
    description: ticket.description,
    category: ticket.category,
    priority: ticket.priority,
    customerId: ticket.customer?.id ?? '',
    terminalId: ticket.terminal?.id ?? '',
    contactName: ticket.contact.name,
    contactPhone: ticket.contact.phone,
    details: ticket.details ?? {},
  };
}

/** Only what was changed, so that what a colleague changes meanwhile stays. Details go together or not at all. */
export function changesOf(before: TicketEdit, after: TicketEdit): TicketEdit {
  const { details: had = {}, ...plain } = before;
  const now = Object.fromEntries(Object.entries(after.details ?? had).map(([field, value]) => [field, value ?? '']));
  const changed = Object.fromEntries(
    Object.keys(plain).flatMap((key) => {
      const [old, value] = [plain[key as keyof typeof plain] ?? '', after[key as keyof typeof plain] ?? ''];
      return old === value ? [] : [[key, value]];
    }),
  );
  const fields = new Set([...Object.keys(had), ...Object.keys(now)]);
  const differ = [...fields].some((field) => (had[field] ?? '') !== (now[field] ?? ''));
  return differ ? { ...changed, details: now } : changed;
}
