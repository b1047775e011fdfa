import { post } from '@/api/client';
import type { Code, Handoff, HandoffAction, LinkState } from '@/api/types';

/** What is read anew after a handoff has changed. */
export const handoffTouches = [['tickets'], ['handoffs'], ['home'], ['disputes']];

/** The actions that ask for something before they are done. */
export type AskingAction = Exclude<HandoffAction, 'accept' | 'resume' | 'check'>;

/** Why a clock stands still, and when it goes on by itself. */
export interface Break {
  reason: Code;
  text?: string;
  resumeAt?: string;
}

const path = (id: string, action: string) => `/handoffs/${id}/${action}`;

export const acceptHandoff = (h: Handoff) => post<Handoff>(path(h.id, 'accept'), { version: h.version });
export const returnHandoff = (h: Handoff, input: { reason: Code; text?: string }) =>
  post<Handoff>(path(h.id, 'return'), { ...input, version: h.version });
export const finishHandoff = (h: Handoff, input: { result: string; links: LinkState[] }) =>
  post<Handoff>(path(h.id, 'finish'), { ...input, version: h.version });
export const inviteUnit = (h: Handoff, input: { unitId: string; links?: Code[]; request: string }) =>
  post<Handoff>(path(h.id, 'invite'), input);
export const urgeHandoff = (h: Handoff, text?: string) => post<Handoff>(path(h.id, 'urge'), { text: text ?? '' });
export const withdrawHandoff = (h: Handoff, reason: string) => post<Handoff>(path(h.id, 'withdraw'), { reason });
export const assignHandoff = (h: Handoff, staffId: string) => post<Handoff>(path(h.id, 'assign'), { staffId });
export const tickCheck = (h: Handoff, pos: number, done: boolean) => post<Handoff>(path(h.id, 'check'), { pos, done });
export const pauseHandoff = (h: Handoff, input: Break) => post<Handoff>(path(h.id, 'pause'), input);
export const resumeHandoff = (h: Handoff) => post<Handoff>(path(h.id, 'resume'));
