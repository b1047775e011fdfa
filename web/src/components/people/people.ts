import { queryOptions } from '@tanstack/react-query';
import { get, patch, post, put } from '@/api/client';
import { keys } from '@/api/keys';
import type { Absence, Leaving, LeavingDone, LeavingPreview, MovePreview, Skill, UnitRules } from '@/api/types';

export const unitRulesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.unitRules(id),
    queryFn: ({ signal }) => get<UnitRules>(`/units/${id}/settings`, undefined, signal),
  });

/** Lets a unit rule things for itself; null lets one go. */
export function changeRules(id: string, settings: Record<string, string | null>, version: number): Promise<UnitRules> {
  return patch<UnitRules>(`/units/${id}/settings`, { settings, version });
}

export const moveQuery = (id: string, parentId: string) =>
  queryOptions({
    queryKey: keys.move(id, parentId),
    queryFn: () => post<MovePreview>(`/units/${id}/move/preview`, { parentId }),
  });

export interface AbsenceBody {
  staffId?: string;
  kind: Absence['kind'];
  note?: string;
  fromAt: string;
  untilAt: string;
  substituteId?: string;
  giveBack?: boolean;
}

export const addAbsence = (body: AbsenceBody) => post<Absence>('/absences', body);

export interface AbsenceChange {
  untilAt?: string;
  substituteId?: string;
  giveBack?: boolean;
  ended?: boolean;
  version: number;
}

export const changeAbsence = (id: string, body: AbsenceChange) => patch<Absence>(`/absences/${id}`, body);

export const previewLeaving = (id: string, body: Leaving) => post<LeavingPreview>(`/staff/${id}/leave/preview`, body);
export const leave = (id: string, body: Leaving, key: string) =>
  post<LeavingDone>(`/staff/${id}/leave`, body, { 'Idempotency-Key': key });

export type SkillBody = Omit<Skill, 'code'>;
export const saveSkill = (code: string, body: SkillBody) => put<Skill>(`/skills/${encodeURIComponent(code)}`, body);
