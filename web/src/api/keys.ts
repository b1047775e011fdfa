import type { LiveChange } from './types';

/** The names under which answers are kept. Live changes refresh by the first words of a name. */
export const keys = {
  session: ['session'] as const,
  catalogue: ['catalogue'] as const,
  units: ['org', 'units'] as const,
  staff: (filter: object) => ['org', 'staff', filter] as const,
  unitRules: (id: string) => ['org', 'unitRules', id] as const,
  move: (id: string, parentId: string) => ['org', 'move', id, parentId] as const,
  absences: ['org', 'absences'] as const,
  skills: ['org', 'skills'] as const,
  leaving: (id: string, plan: object) => ['org', 'leaving', id, plan] as const,
  unitLoads: (id: string) => ['watch', 'unit', id] as const,
  roles: ['org', 'roles'] as const,
  permissions: ['org', 'permissions'] as const,
  rights: (id: string) => ['org', 'rights', id] as const,
  separation: ['org', 'separation'] as const,
  callers: (number: string) => ['callers', number] as const,
  customers: (filter: object) => ['customers', 'list', filter] as const,
  customer: (id: string) => ['customers', 'one', id] as const,
  viewers: (id: string) => ['customers', 'viewers', id] as const,
  overview: (id: string) => ['customers', 'overview', id] as const,
  terminal: (id: string) => ['customers', 'terminal', id] as const,
  terminalHistory: (id: string) => ['customers', 'history', 'terminal', id] as const,
  subscriptionHistory: (id: string) => ['customers', 'history', 'subscription', id] as const,
  identity: (id: string) => ['customers', 'identity', id] as const,
  identityTasks: (filter: object) => ['customers', 'identityTasks', filter] as const,
  identityRules: ['customers', 'identityRules'] as const,
  placeNames: (ids: readonly string[]) => ['customers', 'names', ...ids] as const,
  plans: ['plans'] as const,
  careTasks: (filter: object) => ['care', 'tasks', filter] as const,
  careKinds: ['care', 'kinds'] as const,
  servicePlans: ['care', 'plans'] as const,
  planEffect: (id: string) => ['care', 'effect', id] as const,
  segment: (segment: object) => ['care', 'segment', segment] as const,
  siteFacts: (id: string) => ['customers', 'facts', id] as const,
  outages: (filter: object) => ['outages', 'list', filter] as const,
  outage: (id: string) => ['outages', 'one', id] as const,
  outageTerminals: (id: string) => ['outages', 'terminals', id] as const,
  ways: ['ways'] as const,
  tickets: (filter: object) => ['tickets', 'list', filter] as const,
  ticketCount: (filter: object) => ['tickets', 'count', filter] as const,
  colleagues: (id: string) => ['tickets', 'colleagues', id] as const,
  tags: (q: string) => ['tags', q] as const,
  merge: (id: string, into: string) => ['tickets', 'merge', id, into] as const,
  similar: (like: object) => ['tickets', 'similar', like] as const,
  ticket: (id: string) => ['tickets', 'one', id] as const,
  events: (ticketId: string) => ['tickets', 'events', ticketId] as const,
  replay: (promiseId: string) => ['tickets', 'replay', promiseId] as const,
  suggestions: (ticketId: string, links: string) => ['tickets', 'suggestions', ticketId, links] as const,
  handoffs: (filter: object) => ['handoffs', filter] as const,
  disputes: (state: string) => ['disputes', state] as const,
  home: ['home'] as const,
  watch: (unit: string) => ['watch', unit] as const,
  loads: ['watch', 'people'] as const,
  roster: (unit: string, from: string, to: string) => ['duty', 'roster', unit, from, to] as const,
  onDuty: (units: readonly string[]) => ['duty', 'now', ...units] as const,
  handovers: (filter: object) => ['duty', 'handovers', filter] as const,
  myDuty: ['duty', 'mine'] as const,
  bulk: (id: string) => ['bulk', id] as const,
  share: (share: object) => ['share', share] as const,
  notifications: (filter: object) => ['notifications', filter] as const,
  flow: (filter: object) => ['flow', filter] as const,
  policies: ['rules', 'policies'] as const,
  calendars: ['rules', 'calendars'] as const,
  holidays: (year: number) => ['rules', 'holidays', year] as const,
  templates: (unit: string) => ['rules', 'templates', unit] as const,
  phrases: ['phrases', 'list'] as const,
  variables: ['phrases', 'variables'] as const,
  filledPhrase: (ticketId: string, id: string) => ['tickets', 'filled', ticketId, id] as const,
  drafts: ['drafts'] as const,
  tokens: ['tokens'] as const,
  mySecurity: ['security', 'mine'] as const,
  mySessions: ['security', 'sessions'] as const,
  staffSecurity: (id: string) => ['security', 'staff', id] as const,
  staffSessions: (id: string) => ['security', 'staffSessions', id] as const,
  waysIn: ['waysIn'] as const,
  providers: ['security', 'providers'] as const,
  logInRules: ['security', 'rules'] as const,
  breakGlass: ['security', 'breakGlass'] as const,
  views: ['views'] as const,
  noticeSetting: ['noticeSetting'] as const,
  outgoing: (state: string) => ['outgoing', state] as const,
  search: (q: string, group: string) => ['search', q, group] as const,
  audit: (filter: object, language: string) => ['audit', 'list', filter, language] as const,
  auditActions: ['auditActions'] as const,
  auditState: (language: string) => ['audit', 'state', language] as const,
};

/** What is no longer as it was, given that a ticket or what hangs on it has changed. */
export function touchedBy(change: LiveChange): readonly (readonly string[])[] {
  switch (change.kind) {
    case 'notification':
      return [['notifications'], ['home']];
    case 'duty':
      return [['duty']];
    case 'org':
      return [['org']];
    case 'security':
      return [['security']];
    case 'rules':
      return [['rules'], ['catalogue']];
    case 'outage':
      return [['outages'], ['customers', 'overview']];
    case 'draft':
      return [['drafts']];
    case 'dispute':
      return [['disputes'], ['home'], ...ticketKeys(change.ticketId)];
    default:
      return [['handoffs'], ['home'], ['disputes'], ...ticketKeys(change.ticketId)];
  }
}

function ticketKeys(id: string | undefined): string[][] {
  return id === undefined
    ? [['tickets', 'one']]
    : [
        ['tickets', 'one', id],
        ['tickets', 'events', id],
      ];
}
