import { patch, post } from '@/api/client';
import type { Code, Language, RoleCode, Scope, Staff, StaffSkill, Unit, UnitKind } from '@/api/types';

export const scopes: Scope[] = ['own', 'unit', 'subtree', 'all'];
export const unitKinds: UnitKind[] = ['headquarters', 'province', 'centre', 'team'];

export interface UnitBody {
  name: string;
  parentId?: string;
  kind: UnitKind;
  links: Code[];
}

export function addUnit(body: UnitBody): Promise<Unit> {
  return post<Unit>('/units', body);
}

export function changeUnit(
  id: string,
  body: { name?: string; parentId?: string; links?: Code[]; version: number },
): Promise<Unit> {
  return patch<Unit>(`/units/${id}`, body);
}

/** A role in a unit, and how far it reaches. */
export interface PostBody {
  role: RoleCode;
  unitId: string;
  scope: Scope;
}

export interface StaffBody {
  login: string;
  name: string;
  unitId: string;
  roles?: PostBody[];
  password?: string;
  locale?: Language;
}

export function addStaff(body: StaffBody): Promise<Staff> {
  return post<Staff>('/staff', body);
}

export interface StaffChange {
  name?: string;
  unitId?: string;
  roles?: PostBody[];
  disabled?: boolean;
  password?: string;
  seats?: number;
  skills?: StaffSkill[];
  version: number;
}

export function changeStaff(id: string, body: StaffChange): Promise<Staff> {
  return patch<Staff>(`/staff/${id}`, body);
}

/** A unit with those below it, as a table shows a tree. */
export type UnitRow = Unit & { children?: UnitRow[] };

/** The units as a tree. A unit whose parent is not in the list stands at the top. */
export function treeRows(units: Unit[]): UnitRow[] {
  const rows = new Map<string, UnitRow>(units.map((unit) => [unit.id, { ...unit }]));
  const top: UnitRow[] = [];
  for (const row of rows.values()) {
    const above = row.parentId === null ? undefined : rows.get(row.parentId);
    if (above === undefined) top.push(row);
    else above.children = [...(above.children ?? []), row];
  }
  return top;
}

/** The unit and those above it, nearest first. */
export function above(units: Unit[], id: string): string[] {
  const way: string[] = [];
  for (let one = units.find((unit) => unit.id === id); one; ) {
    way.push(one.id);
    const parent: string | null = one.parentId;
    one = units.find((unit) => unit.id === parent);
  }
  return way;
}

/** The unit and everything below it: where it cannot be moved. */
export function below(units: Unit[], id: string): Set<string> {
  const found = new Set([id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const unit of units) {
      if (unit.parentId !== null && found.has(unit.parentId) && !found.has(unit.id)) {
        found.add(unit.id);
        grown = true;
      }
    }
  }
  return found;
}
