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
export const inviteUnit = (h: Handoff, input: { unitId: string; links?: Code[]; request: string }) =>
  post<Handoff>(path(h.id, 'invite'), input);
export const urgeHandoff = (h: Handoff, text?: string) => post<Handoff>(path(h.id, 'urge'), { text: text ?? '' });
export const withdrawHandoff = (h: Handoff, reason: string) => post<Handoff>(path(h.id, 'withdraw'), { reason });
export const assignHandoff = (h: Handoff, staffId: string) => post<Handoff>(path(h.id, 'assign'), { staffId });
export const tickCheck = (h: Handoff, pos: number, done: boolean) => post<Handoff>(path(h.id, 'check'), { pos, done });

/** What a unit answers. What stays open of the checklist needs a word why it was left out. */
export interface Findings {
  result: string;
  links: LinkState[];
  skipped?: string;
}

/** Ticks what was done of the checklist, then finishes the handoff as the last tick left it. */
export async function finishWith(handoff: Handoff, ticked: number[], input: Findings): Promise<Handoff> {
  const undone = new Set(handoff.checklist?.filter((check) => !check.done).map((check) => check.pos));
  let latest = handoff;
  for (const pos of ticked) if (undone.has(pos)) latest = await tickCheck(latest, pos, true);
  return post<Handoff>(path(handoff.id, 'finish'), { ...input, version: latest.version });
}

export const pauseHandoff = (h: Handoff, input: Break) => post<Handoff>(path(h.id, 'pause'), input);
export const resumeHandoff = (h: Handoff) => post<Handoff>(path(h.id, 'resume'));
