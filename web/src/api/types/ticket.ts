import type { Attachment } from '@/components/files/files';
import type { Code, Lawful, Ref } from './base';
import type { Named } from './catalogue';
import type { Contact, Site, Terminal } from './customer';
import type { Dispute, Handoff } from './handoff';

export type TicketStatus = 'open' | 'handed' | 'resolved' | 'confirmed' | 'closed' | 'cancelled';
export type LinkStateCode = 'unknown' | 'suspect' | 'cleared' | 'faulty';
export type PromiseKind = 'respond' | 'resolve' | 'accept' | 'finish';
export type PromiseState = 'running' | 'paused' | 'met' | 'missed' | 'dropped';

export interface PromiseBrief {
  kind: PromiseKind;
  state: PromiseState;
  startedAt: string;
  dueAt: string | null;
  warnAt: string | null;
  /** Working time used, in percent of the target; may exceed 100. */
  percent: number;
  /** Working time left in minutes; negative when overdrawn. */
  leftMinutes: number;
  pauseReason?: Code;
  resumeAt?: string | null;
}

export interface TicketPromise extends PromiseBrief {
  id: string;
  handoffId: string | null;
  unit: string;
  policy: Code;
  calendar: Code;
  targetMinutes: number;
  elapsedMinutes: number;
  warnPercent: number;
  note: string;
  warnedAt: string | null;
  breachedAt: string | null;
  stoppedAt: string | null;
  uncoveredYears: number[];
}

export interface ReplayPiece {
  from: string;
  to: string;
  kind: 'working' | 'off_hours' | 'holiday' | 'paused' | 'stopped';
  reason: string;
  countedMinutes: number;
  totalMinutes: number;
}

export interface Replay {
  promise: TicketPromise;
  pieces: ReplayPiece[];
}

export interface LinkState {
  link: Code;
  state: LinkStateCode;
}

export interface Place {
  unitId: string;
  unit: string;
  staff: string;
  links: Code[];
  status: 'sent' | 'accepted';
}

export interface TicketRow {
  id: string;
  number: string;
  source: Code;
  kind: Code;
  category: Code;
  subject: string;
  status: TicketStatus;
  priority: Code;
  tier: Code;
  product: Code;
  customer: Ref | null;
  terminalNumber: string;
  ownerId: string;
  owner: Ref;
  ownerUnit: Ref;
  /** The open handoffs: where the ticket is now. */
  where: Place[];
  /** The chain in its order. */
  links: LinkState[];
  /** The next promise to fall due. */
  promise: PromiseBrief | null;
  returns: number;
  bounces: number;
  reopened: number;
  late: boolean;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  version: number;
}

export interface ChainLink extends LinkState, Omit<Named, 'code'> {
  /** Who answers for it. */
  unit: Ref | null;
  setBy: string;
  setUnit: string;
  setAt: string | null;
  evidence: string;
  /** How often it was set. */
  history: number;
  returns: number;
}

export type TicketAction =
  | 'reply'
  | 'note'
  | 'edit'
  | 'offer'
  | 'acceptOffer'
  | 'declineOffer'
  | 'handoff'
  | 'setLink'
  | 'pause'
  | 'resume'
  | 'resolve'
  | 'callback'
  | 'close'
  | 'cancel'
  | 'reopen';

export interface CustomerBrief {
  id: string;
  number: string;
  name: string;
  tier: Code;
  industry: string;
  note: string;
  noteMust: boolean;
  contacts: Contact[];
  openTickets: number;
}

export type CallbackOutcome = 'confirmed' | 'refused' | 'unreached';

export interface Callback {
  tries: number;
  needed: number;
  nextAt: string | null;
  outcome: '' | CallbackOutcome;
  confirmedVia: string;
}

export interface Ticket extends TicketRow {
  /** What the customer says together with the number to follow the ticket. */
  code: string;
  description: string;
  channel: Code;
  details: Record<Code, string> | null;
  /** Required details that are not answered yet. */
  missing: Code[] | null;
  contact: { id?: string; name: string; phone: string };
  customerDetail: CustomerBrief | null;
  terminal: Terminal | null;
  site: Site | null;
  offeredTo: Ref | null;
  policy: { code: Code; zh: string; en: string; why: { field: string; value: string }[] | null } | null;
  promises: TicketPromise[];
  chain: { code: Code; links: ChainLink[] };
  handoffs: Handoff[];
  disputes: Dispute[];
  attachments: Attachment[];
  callback: Callback | null;
  resolution: { cause: Code; link: Code; summary: string; by: string; at: string } | null;
  rating: { score: number; comment: string; at: string } | null;
  /** How often the customer has urged. */
  urges: number;
  may: Partial<Record<TicketAction, Lawful>>;
}

/** Something that happened on a ticket. `data` depends on the kind. */
export interface TicketEvent {
  id: string;
  seq: number;
  at: string;
  kind: string;
  audience: 'public' | 'internal';
  /** The id is null for the customer and for the program itself. */
  actor: { id: string | null; name: string; unit: string };
  handoffId: string | null;
  data: Record<string, unknown> | null;
}

export interface Suggestion {
  link: Code;
  unit: Ref | null;
}

export interface Intake {
  kind: Code;
  subject: string;
  description: string;
  channel: Code;
  customerId?: string;
  contactId?: string;
  contactName?: string;
  contactPhone?: string;
  terminalId?: string;
  siteId?: string;
  category?: Code;
  priority?: Code;
  details?: Record<Code, string>;
}
