import type { Contract } from '@/api/types';
import { exactWords } from '@/i18n/time';

/** The day that the operator's calendars show at an instant: 2026-11-23. */
export const dayAt = (at: Date): string => exactWords(at).slice(0, 10);

const dayMs = 86_400_000;

/** How many days a day is after another. */
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** In how many last days of a contract one is reminded to renew it. */
const endsSoonDays = 60;

export interface ContractState {
  state: 'running' | 'coming' | 'ended';
  /** Days until its last day, where those are few. */
  endsIn?: number;
}

/** How a contract stands on a day; its first and last day are days on which it runs. */
export function contractState(
  { startsOn, endsOn }: Pick<Contract, 'startsOn' | 'endsOn'>,
  today: string,
): ContractState {
  if (startsOn > today) return { state: 'coming' };
  if (endsOn === '') return { state: 'running' };
  if (endsOn < today) return { state: 'ended' };
  const endsIn = daysBetween(today, endsOn);
  return endsIn <= endsSoonDays ? { state: 'running', endsIn } : { state: 'running' };
}

/** Contracts as they are read: those that run, those to come, those that have ended, each by their last days. */
export function contractsInOrder(contracts: Contract[], today: string): Contract[] {
  const order = ['running', 'coming', 'ended'];
  const rank = (one: Contract) => order.indexOf(contractState(one, today).state);
  return [...contracts].sort((a, b) => rank(a) - rank(b) || (b.endsOn || '9').localeCompare(a.endsOn || '9'));
}

/** Whether a device is under warranty on a day; unknown where no last day was noted. */
export function warrantyState(warrantyUntil: string, today: string): 'covered' | 'over' | undefined {
  if (warrantyUntil === '') return undefined;
  return today <= warrantyUntil ? 'covered' : 'over';
}
