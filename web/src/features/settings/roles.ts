import { patch, post, put } from '@/api/client';
import type { Permission, Role, RoleCode, Separation } from '@/api/types';

export interface RoleBody {
  code: RoleCode;
  zh: string;
  en?: string;
  about: { zh: string; en: string };
  permissions: Permission[];
}

export function addRole(body: RoleBody): Promise<Role> {
  return post<Role>('/roles', body);
}

export function changeRole(code: RoleCode, body: Omit<RoleBody, 'code'> & { version: number }): Promise<Role> {
  return patch<Role>(`/roles/${code}`, body);
}

export function setSeparation(apart: boolean, version: number): Promise<Separation> {
  return put<Separation>('/separation', { apart, version });
}

/** How a permission differs from what a built-in role comes with; nothing when it does not, or for an own role. */
export function difference(role: Role | undefined, code: Permission, has: boolean): 'added' | 'dropped' | undefined {
  if (!role?.builtIn) return undefined;
  const usual = role.default.includes(code);
  if (usual === has) return undefined;
  return has ? 'added' : 'dropped';
}
