import type { Code, Language, Ref } from './base';

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
  | 'outgoing.manage'
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
