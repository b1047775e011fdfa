import type { NamedList } from '@/api/catalogue';
import type { TicketFilter } from '@/api/tickets';

/** How one filter of the list is shown and chosen. The names are those of the API and of the address. */
export interface FilterField {
  name: string;
  /** code: codes of a catalogue list; fixed: codes with texts of our own; the others are only shown. */
  kind:
    | 'code'
    | 'fixed'
    | 'tag'
    | 'unit'
    | 'units'
    | 'staff'
    | 'customer'
    | 'terminal'
    | 'outage'
    | 'plan'
    | 'date'
    | 'number';
  list?: NamedList;
  /** For fixed: the codes, and where their names stand in the texts. */
  codes?: string[];
  texts?: string;
  /** Only one value at a time. */
  single?: boolean;
  /** Comes from a report or another page; not offered for choosing. */
  given?: boolean;
}

const statuses = ['open', 'handed', 'resolved', 'confirmed', 'closed', 'cancelled', 'merged'];
const stages = ['desk', 'queue', 'work', 'wait', 'callback'];

export const fields: FilterField[] = [
  { name: 'status', kind: 'fixed', codes: statuses, texts: 'components:status.' },
  {
    name: 'mine',
    kind: 'fixed',
    codes: ['owner', 'offered', 'unit', 'handoff', 'watching'],
    texts: 'tickets:mine.',
    single: true,
  },
  { name: 'late', kind: 'fixed', codes: ['overdue', 'warned', 'breached'], texts: 'tickets:late.', single: true },
  { name: 'kind', kind: 'code', list: 'kinds' },
  { name: 'category', kind: 'code', list: 'categories' },
  { name: 'priority', kind: 'code', list: 'priorities' },
  { name: 'tier', kind: 'code', list: 'tiers' },
  { name: 'product', kind: 'code', list: 'products' },
  { name: 'tag', kind: 'tag' },
  { name: 'unit', kind: 'unit', single: true },
  { name: 'owner', kind: 'staff', single: true },
  { name: 'assignee', kind: 'staff', single: true },
  { name: 'holder', kind: 'staff', given: true },
  { name: 'ownerUnit', kind: 'units', given: true },
  { name: 'handoffUnit', kind: 'units', given: true },
  { name: 'handoff', kind: 'fixed', codes: ['sent', 'accepted'], texts: 'handoff:status.', given: true },
  { name: 'owes', kind: 'units', given: true },
  { name: 'urged', kind: 'units' },
  { name: 'disputed', kind: 'units' },
  { name: 'below', kind: 'fixed', codes: ['true'], texts: 'tickets:below.', given: true },
  { name: 'link', kind: 'code', list: 'links' },
  { name: 'source', kind: 'code', list: 'sources' },
  { name: 'customer', kind: 'customer', given: true },
  { name: 'terminal', kind: 'terminal', given: true },
  { name: 'outage', kind: 'outage', given: true },
  { name: 'servicePlan', kind: 'plan', single: true, given: true },
  { name: 'member', kind: 'plan', single: true, given: true },
  { name: 'createdFrom', kind: 'date', single: true },
  { name: 'createdTo', kind: 'date', single: true },
  { name: 'closedFrom', kind: 'date', single: true },
  { name: 'closedTo', kind: 'date', single: true },
  { name: 'ageFrom', kind: 'number', single: true },
  { name: 'ageTo', kind: 'number', single: true },
  { name: 'returns', kind: 'number', single: true },
  { name: 'bounces', kind: 'number', single: true },
  { name: 'reopened', kind: 'number', single: true },
  { name: 'stage', kind: 'fixed', codes: stages, texts: 'tickets:stage.', given: true },
  { name: 'stayUnit', kind: 'unit', given: true },
  { name: 'stayFrom', kind: 'date', given: true },
  { name: 'stayTo', kind: 'date', given: true },
  { name: 'stayEnded', kind: 'fixed', codes: ['true'], texts: 'tickets:stayEnded.', given: true },
  { name: 'movedFrom', kind: 'unit', given: true },
  { name: 'movedTo', kind: 'unit', given: true },
];

export const sorts = ['due', '-updated', '-created', 'created', '-number'];

const known = new Set(['q', ...fields.map((f) => f.name)]);

/** The filter in an address; what the list does not know is left out. */
export function filterOf(search: TicketFilter): TicketFilter {
  const filter: TicketFilter = {};
  for (const [name, value] of Object.entries(search)) {
    if (known.has(name) && value) filter[name] = value;
  }
  return filter;
}

/** The order in an address, soonest due first where it names none. */
export function sortOf(search: TicketFilter): string {
  return sorts.includes(search.sort ?? '') ? (search.sort as string) : 'due';
}

/** Every column that the list can have, by the names in the address. */
export const allColumns = [
  'number',
  'subject',
  'customer',
  'chain',
  'where',
  'owner',
  'promise',
  'changed',
  'status',
  'kind',
  'category',
  'priority',
  'tier',
  'terminal',
  'created',
  'closed',
  'returns',
  'bounces',
  'reopened',
] as const;

export type Column = (typeof allColumns)[number];

/** The columns of a list whose address names none; only who oversees others asks whose a ticket is. */
export const usualColumns = (withOwner: boolean): Column[] =>
  allColumns.slice(0, 8).filter((column) => withOwner || column !== 'owner');

/** How wide the columns are, in pixels; the subject takes what is left, and this at least. */
export const columnWidth: Record<Column, number> = {
  number: 130,
  subject: 230,
  customer: 148,
  chain: 132,
  where: 128,
  owner: 120,
  promise: 228,
  changed: 86,
  status: 92,
  kind: 92,
  category: 128,
  priority: 92,
  tier: 92,
  terminal: 128,
  created: 86,
  closed: 86,
  returns: 64,
  bounces: 64,
  reopened: 64,
};

/** How wide columns are beside each other, in pixels. */
export const widthOf = (columns: Column[]): number => columns.reduce((sum, column) => sum + columnWidth[column], 0);

/** The usual columns that give way where there is little room, in this order. */
export const givesWay: Column[] = ['changed', 'owner', 'customer', 'where', 'chain'];

/** The columns that have room beside each other, the subject among them; the others have given way. */
export function fitting(columns: Column[], room: number): Column[] {
  let fit = columns;
  for (const next of givesWay) {
    if (widthOf(fit) <= room) return fit;
    fit = fit.filter((column) => column !== next);
  }
  return fit;
}

/** The columns in an address, in its order; none where it names none that there are. */
export function columnsOf(search: TicketFilter): Column[] {
  const named = (search.columns ?? '').split(',');
  return named.filter((name, i): name is Column => allColumns.includes(name as Column) && named.indexOf(name) === i);
}

/** What a column shows, as the columns of an exported table. */
const exported: Partial<Record<Column, string[]>> = {
  number: ['number', 'kind'],
  subject: ['priority', 'subject'],
  customer: ['customer', 'tier'],
  owner: ['owner', 'ownerUnit'],
  promise: ['status', 'promise', 'due'],
};

/** The columns of the exported table that are those of the list, each once. */
export function exportColumns(columns: Column[]): string {
  return [...new Set(columns.flatMap((column) => exported[column] ?? [column]))].join(',');
}

/** The statuses of tickets that have not ended; the address calls them active. */
const active = ['open', 'handed', 'resolved', 'confirmed'];

/** Puts the single statuses in the place of active. */
export function expandStatuses(values: string[]): string[] {
  return values.flatMap((value) => (value === 'active' ? active : [value]));
}

/** Writes all statuses that have not ended, and no others, as active. */
export function foldStatuses(values: string[]): string[] {
  return values.length === active.length && active.every((value) => values.includes(value)) ? ['active'] : values;
}

export interface Chip {
  field: FilterField;
  values: string[];
}

/** The filters that are set, in their fixed order. The words searched for have their own box. */
export function chipsOf(filter: TicketFilter): Chip[] {
  return fields.flatMap((field) => {
    const value = filter[field.name];
    return value ? [{ field, values: field.single ? [value] : value.split(',') }] : [];
  });
}

/** The address's filter with one field set to other values; none removes it. */
export function withField(search: TicketFilter, name: string, values: string[]): TicketFilter {
  const { [name]: _, ...others } = search;
  return values.length === 0 ? others : { ...others, [name]: values.join(',') };
}

/** Views that everybody has. */
export interface View {
  /** Its name is tickets:view.<name>, or its own words when somebody saved it. */
  name: string;
  words?: string;
  search: TicketFilter;
}

export const views: View[] = [
  { name: 'active', search: { status: 'active' } },
  { name: 'owner', search: { status: 'active', mine: 'owner' } },
  { name: 'unit', search: { status: 'active', mine: 'unit' } },
  { name: 'handoff', search: { status: 'active', mine: 'handoff' } },
  { name: 'watching', search: { status: 'active', mine: 'watching' } },
  { name: 'callback', search: { status: 'resolved' } },
  { name: 'overdue', search: { status: 'active', late: 'overdue' } },
  { name: 'warned', search: { status: 'active', late: 'warned' } },
  { name: 'urged', search: { status: 'active', urged: 'any' } },
  { name: 'bounced', search: { status: 'active', bounces: '1' } },
  { name: 'all', search: {} },
];

/** Whether two addresses show the same tickets in the same columns and order. */
export function sameSearch(a: TicketFilter, b: TicketFilter): boolean {
  const text = (s: TicketFilter) => JSON.stringify([sortOf(s), columnsOf(s), Object.entries(filterOf(s)).sort()]);
  return text(a) === text(b);
}
