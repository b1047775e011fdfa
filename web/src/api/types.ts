// What the API under /api/v1 answers and takes. Times are RFC 3339 in UTC, identifiers are UUIDs.

export type Code = string;
export type Language = 'zh' | 'en';

export interface Ref {
  id: string;
  name: string;
}

export interface Items<T> {
  items: T[];
  /** Empty at the end of the list. */
  nextCursor: string;
}

/** Whether something may be done now, and if not, the sentence that says what is missing. */
export interface Lawful {
  ok: boolean;
  why?: string;
}

// Session and organisation

export type Role = 'frontdesk' | 'engineer' | 'supervisor' | 'admin' | 'auditor';
export type Scope = 'own' | 'unit' | 'subtree' | 'all';
export type Permission =
  | 'ticket.create'
  | 'ticket.read'
  | 'ticket.handle'
  | 'handoff.work'
  | 'ticket.supervise'
  | 'customer.read'
  | 'customer.write'
  | 'org.manage'
  | 'rules.manage'
  | 'flow.read'
  | 'audit.read'
  | 'token.own';

export interface Me {
  id: string;
  login: string;
  name: string;
  unit: Ref;
  roles: Role[];
  permissions: Permission[];
  locale: Language;
  csrfToken: string;
}

export type UnitKind = 'headquarters' | 'province' | 'centre' | 'team' | 'imported';

export interface Unit {
  id: string;
  name: string;
  parentId: string | null;
  kind: UnitKind;
  /** The links of the chain that the unit answers for. */
  links: Code[];
  version: number;
}

export interface Post {
  role: Role;
  unitId?: string;
  scope?: Scope;
}

export interface Staff {
  id: string;
  login: string;
  name: string;
  unit: Ref;
  roles: Role[];
  posts: Post[];
  disabled: boolean;
  version: number;
}

export interface Token {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt?: string | null;
  expiresAt?: string | null;
}

// Reference data

export interface Named {
  code: Code;
  zh: string;
  en: string;
}

export interface Field extends Named {
  type: 'text' | 'choice' | 'datetime' | 'phone';
  required: boolean;
  options?: Named[];
}

export interface Catalogue {
  links: Named[];
  chains: (Named & { links: Code[] })[];
  kinds: (Named & { fields: Field[] | null })[];
  categories: (Named & { kind: Code })[];
  causes: (Named & { link: Code })[];
  pauses: (Named & { automatic?: boolean })[];
  returns: Named[];
  tiers: Named[];
  priorities: Named[];
  channels: Named[];
  areas: Named[];
  products: Named[];
  policies: Named[];
  /** Where tickets came from: xingfu, or the name of an imported log. */
  sources: Named[];
  rules: { urgeMinutes: number; callbackTries: number; callbackAgainMinutes: number; disputeReturns: number };
}

// Customers

export interface CustomerRef {
  id: string;
  number: string;
  name: string;
  kind: 'person' | 'organisation';
  tier: Code;
  industry: string;
  unit: Ref;
  note: string;
  /** The note must be acknowledged before one goes on. */
  noteMust: boolean;
  version: number;
  createdAt: string;
}

export interface Contact {
  id: string;
  name: string;
  role: string;
  phone: string;
  email: string;
  main: boolean;
}

export interface Site {
  id: string;
  name: string;
  area: Code;
  address: string;
  lat: number;
  lon: number;
  heightM: number;
}

export interface Terminal {
  id: string;
  customerId: string;
  siteId?: string;
  number: string;
  imei: string;
  sim: string;
  serial: string;
  product: Code;
  maker: string;
  model: string;
  satellite: string;
  satelliteLon: number | null;
  beam: string;
  gateway: string;
  antenna: string;
  firmware: string;
  state: 'active' | 'spare' | 'faulty' | 'retired';
  siteName: string;
}

export interface Subscription {
  id: string;
  terminalId?: string;
  product: Code;
  plan: string;
  state: 'active' | 'suspended-arrears' | 'suspended-identity' | 'ended';
  startsOn: string;
  endsOn: string;
}

export interface Customer extends CustomerRef {
  contacts: Contact[];
  sites: Site[];
  terminals: Terminal[];
  subscriptions: Subscription[];
}

export interface Caller {
  customer: CustomerRef;
  contact: Contact | null;
  terminal: Terminal | null;
  matched: 'contact' | 'number' | 'sim' | 'imei' | 'serial';
  openTickets: number;
}

// Tickets

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
  callback: Callback | null;
  resolution: { cause: Code; link: Code; summary: string; by: string; at: string } | null;
  rating: { score: number; comment: string; at: string } | null;
  /** How often the customer has urged. */
  urges: number;
  may: Partial<Record<TicketAction, Lawful>>;
}

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

export interface Dispute {
  id: string;
  ticketId: string;
  ticketNumber: string;
  subject: string;
  link: Code;
  units: Ref[];
  supervisorUnit: Ref;
  openedAt: string;
  state: 'open' | 'decided';
  decision: string;
  decidedUnit: Ref | null;
  decidedBy: string;
  decidedAt: string | null;
  may: Lawful;
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

// Home and notifications

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

export interface HomeChange {
  ticketId: string;
  number: string;
  subject: string;
  kind: string;
  at: string;
  actor: string;
}

export interface Wrong {
  kind: 'breached' | 'warned' | 'dispute' | 'calendar';
  count: number;
  /** The console's address of what is counted. */
  query: string;
}

export interface Home {
  next: Todo[];
  changed: HomeChange[];
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
