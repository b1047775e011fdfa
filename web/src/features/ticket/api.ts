import { queryOptions } from '@tanstack/react-query';
import { get, patch, post, put, remove } from '@/api/client';
import { keys } from '@/api/keys';
import type {
  CallbackOutcome,
  Code,
  Colleague,
  FilledPhrase,
  Handoff,
  Items,
  LinkState,
  MergePreview,
  Phrase,
  Replay,
  Suggestion,
  Ticket,
  TicketEvent,
} from '@/api/types';
import type { Break } from '@/components/handoff/api';

/** What is read anew after a ticket has changed. */
export const touches = [['tickets'], ['handoffs'], ['home'], ['disputes'], ['notifications']];

const path = (t: Ticket, action: string) => `/tickets/${t.id}/${action}`;

export interface NewHandoffs {
  unitIds: string[];
  links: Code[];
  request: string;
  checklist?: string[];
}

export const handOff = (t: Ticket, input: NewHandoffs) => post<Items<Handoff>>(path(t, 'handoffs'), input);
export const setLink = (t: Ticket, input: LinkState & { evidence?: string }) => post<Ticket>(path(t, 'links'), input);
export const offerTicket = (t: Ticket, input: { staffId: string; reason: string }) =>
  post<Ticket>(path(t, 'offer'), { ...input, version: t.version });
export const acceptOffer = (t: Ticket) => post<Ticket>(path(t, 'offer/accept'));
export const declineOffer = (t: Ticket, reason: string) => post<void>(path(t, 'offer/decline'), { reason });
export const pauseTicket = (t: Ticket, input: Break) =>
  post<Ticket>(path(t, 'pause'), { ...input, version: t.version });
export const resumeTicket = (t: Ticket) => post<Ticket>(path(t, 'resume'));
export const resolveTicket = (t: Ticket, input: { cause: Code; link: Code; summary: string }) =>
  post<Ticket>(path(t, 'resolve'), { ...input, version: t.version });
export const callBack = (t: Ticket, input: { outcome: CallbackOutcome; note?: string }) =>
  post<Ticket>(path(t, 'callback'), { ...input, version: t.version });
export const closeTicket = (t: Ticket) => post<Ticket>(path(t, 'close'), { version: t.version });
export const cancelTicket = (t: Ticket, reason: string) =>
  post<Ticket>(path(t, 'cancel'), { reason, version: t.version });
export const escalateTicket = (t: Ticket, reason: string) => post<Ticket>(path(t, 'escalate'), { reason });
export const answerEscalation = (t: Ticket, text: string) => post<Ticket>(path(t, 'escalation'), { text });
/** Sent again under the same key, a text is written once. */
const once = (key: string) => ({ 'Idempotency-Key': key });
export const reply = (t: Ticket, text: string, confirmed: boolean, key: string) =>
  post<TicketEvent>(path(t, 'replies'), { text, confirmed }, once(key));
export const note = (t: Ticket, text: string, mentions: string[], key: string) =>
  post<TicketEvent>(path(t, 'notes'), { text, mentions }, once(key));

export interface MacroRun {
  phrase: Phrase;
  text: string;
  confirmed?: boolean;
  key: string;
}
export const runMacro = (t: Ticket, { phrase, text, confirmed = false, key }: MacroRun) =>
  post<Ticket>(
    path(t, 'macros'),
    { phraseId: phrase.id, phraseVersion: phrase.version, text, confirmed, version: t.version },
    once(key),
  );

export interface Merging {
  into: string;
  reply?: string;
  otherCustomer?: boolean;
  reason?: string;
}

export const mergeTicket = (t: Ticket, input: Merging) =>
  post<Ticket>(path(t, 'merge'), { ...input, version: t.version });
export const unmergeTicket = (t: Ticket, reason: string) =>
  post<Ticket>(path(t, 'unmerge'), { reason, version: t.version });

export interface Splitting {
  kind: Code;
  subject: string;
  description: string;
  category?: Code;
  priority?: Code;
  events?: string[];
  attachments?: string[];
}

/** The key makes it safe to send again. */
export const splitTicket = (t: Ticket, input: Splitting, key: string) =>
  post<Ticket>(path(t, 'split'), { ...input, version: t.version }, { 'Idempotency-Key': key });
export const tagTicket = (t: Ticket, input: { add?: string[]; remove?: string[] }) =>
  post<Ticket>(path(t, 'tags'), input);
export const watchTicket = (t: Ticket) => put<Ticket>(path(t, 'watch'), {});
export const unwatchTicket = (t: Ticket) => remove(path(t, 'watch'));
export const addWatcher = (t: Ticket, staffId: string) => post<Ticket>(path(t, 'watchers'), { staffId });
export const removeWatcher = (t: Ticket, staffId: string) => remove(path(t, `watchers/${staffId}`));

/** What merging a ticket into another would do. */
export const mergeQuery = (id: string, into: string) =>
  queryOptions({
    queryKey: keys.merge(id, into),
    queryFn: ({ signal }) => get<MergePreview>(`/tickets/${id}/merge`, { into }, signal),
    enabled: into !== '',
    staleTime: 0,
  });

export interface TicketEdit {
  subject?: string;
  description?: string;
  category?: Code;
  priority?: Code;
  customerId?: string;
  terminalId?: string;
  contactName?: string;
  contactPhone?: string;
  details?: Record<Code, string>;
}

export const editTicket = (t: Ticket, input: TicketEdit) =>
  patch<Ticket>(`/tickets/${t.id}`, { ...input, version: t.version });

/** Who else sees the ticket, and so can be mentioned on it. */
export const colleaguesQuery = (ticketId: string) =>
  queryOptions({
    queryKey: keys.colleagues(ticketId),
    queryFn: async ({ signal }) =>
      (await get<Items<Colleague>>(`/tickets/${ticketId}/colleagues`, undefined, signal)).items,
    staleTime: 60_000,
  });

/** A phrase as it would stand on the ticket; of a macro, what it would do. */
export const filledQuery = (ticketId: string, phraseId: string) =>
  queryOptions({
    queryKey: keys.filledPhrase(ticketId, phraseId),
    queryFn: ({ signal }) => get<FilledPhrase>(`/tickets/${ticketId}/phrases/${phraseId}`, undefined, signal),
    enabled: phraseId !== '',
    staleTime: 10_000,
  });

export const suggestionsQuery = (ticketId: string, links: Code[]) =>
  queryOptions({
    queryKey: keys.suggestions(ticketId, links.join(',')),
    queryFn: async ({ signal }) =>
      (await get<Items<Suggestion>>(`/tickets/${ticketId}/suggest-units`, { links: links.join(',') }, signal)).items,
    enabled: links.length > 0,
  });

export const replayQuery = (promiseId: string) =>
  queryOptions({
    queryKey: keys.replay(promiseId),
    queryFn: ({ signal }) => get<Replay>(`/promises/${promiseId}/replay`, undefined, signal),
  });
