import { exactWords } from '@/i18n/time';
import { keepDraft, readDraft } from './useDraft';

/** The notes on customers that a person has acknowledged on a day. */
interface Known {
  day: string;
  notes: Record<string, string>;
}

const keyOf = (staffId: string) => `known.${staffId}`;
const dayOf = (now: Date) => exactWords(now).slice(0, 10);

function knownToday(staffId: string, now: Date): Known {
  const day = dayOf(now);
  const kept = readDraft<Known>(keyOf(staffId));
  return kept?.day === day ? kept : { day, notes: {} };
}

/** Remembers for the rest of the day that a person has acknowledged a customer's note; or takes it back. */
export function rememberNote(staffId: string, customerId: string, note: string, known = true, now = new Date()): void {
  const { day, notes } = knownToday(staffId, now);
  const { [customerId]: _before, ...others } = notes;
  keepDraft<Known>(keyOf(staffId), { day, notes: known ? { ...others, [customerId]: note } : others });
}

/** Whether a person has acknowledged these very words on a customer today. */
export function isNoteKnown(staffId: string, customerId: string, note: string, now = new Date()): boolean {
  return knownToday(staffId, now).notes[customerId] === note;
}
