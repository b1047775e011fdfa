// What the API under /api/v1 answers and takes. Times are RFC 3339 in UTC, identifiers are UUIDs.
export type * from './base';
export type * from './catalogue';
export type * from './customer';
export type * from './handoff';
export type * from './home';
export type * from './org';
export type * from './ticket';
