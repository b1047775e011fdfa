import type { Code } from './base';
import type { PromiseBrief } from './ticket';

export type TodoKind =
  | 'offer'
  | 'respond'
  | 'returned'
  | 'resolve'
  | 'callback'
  | 'close'
  | 'handoff.accept'
  | 'handoff.finish'
  | 'dispute';

export interface Todo {
  kind: TodoKind;
  ticketId: string;
  number: string;
  subject: string;
  customer: string;
  tier: Code;
  priority: Code;
  unit: string;
  dueAt: string | null;
  promise: PromiseBrief | null;
  at: string;
}

export interface Wrong {
  kind: 'overdue' | 'warned' | 'dispute' | 'calendar' | 'stuck' | 'unsent';
  count: number;
  /** The console's address of what is counted. */
  query: string;
}

export interface Home {
  next: Todo[];
  wrong: Wrong[];
}

export interface Notice {
  id: string;
  at: string;
  kind: string;
  ticketId: string;
  number: string;
  subject: string;
  data: Record<string, unknown> | null;
  readAt: string | null;
}

export interface LiveChange {
  kind: 'ticket' | 'handoff' | 'notification' | 'dispute' | 'org';
  ticketId?: string;
  id?: string;
  actorId?: string;
}
