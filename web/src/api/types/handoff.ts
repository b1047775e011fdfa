import type { Code, Lawful, Ref } from './base';
import type { LinkState, PromiseBrief } from './ticket';

export type HandoffAction =
  | 'accept'
  | 'return'
  | 'finish'
  | 'invite'
  | 'urge'
  | 'withdraw'
  | 'assign'
  | 'check'
  | 'pause'
  | 'resume';

export type HandoffStatus = 'sent' | 'accepted' | 'returned' | 'finished' | 'withdrawn';

export interface Check {
  pos: number;
  text: string;
  done: boolean;
  by: string;
  at: string | null;
}

export interface Handoff {
  id: string;
  ticketId: string;
  ticketNumber: string;
  unitId: string;
  unit: string;
  status: HandoffStatus;
  links: Code[];
  request: string;
  checklist: Check[] | null;
  askedBy: { id: string; name: string; unit: string };
  /** The unit that invited this one, when it was not the owner who asked. */
  invitedBy: string | null;
  /** Decided by a supervisor; cannot be returned. */
  binding: boolean;
  assignee: Ref | null;
  result: string;
  returnReason: string;
  returnText: string;
  urges: number;
  lastUrgedAt: string | null;
  createdAt: string;
  acceptedAt: string | null;
  endedAt: string | null;
  accept: PromiseBrief | null;
  finish: PromiseBrief | null;
  version: number;
  may: Partial<Record<HandoffAction, Lawful>>;
}

export interface InboxRow extends Handoff {
  ticket: {
    id: string;
    number: string;
    subject: string;
    kind: Code;
    priority: Code;
    tier: Code;
    customerName: string;
    chain: LinkState[] | null;
  };
}

export interface GaveBack {
  unit: string;
  reason: Code;
  text: string;
  at: string;
}

export interface Dispute {
  id: string;
  ticketId: string;
  ticketNumber: string;
  subject: string;
  link: Code;
  units: Ref[];
  returns: GaveBack[];
  supervisorUnit: Ref;
  openedAt: string;
  state: 'open' | 'decided';
  decision: string;
  decidedUnit: Ref | null;
  decidedBy: string;
  decidedAt: string | null;
  may: Lawful;
}
