import { afterEach, expect, test } from 'vitest';
import { instantOf } from '@/i18n/time';
import { isNoteKnown, rememberNote } from './knownNotes';

afterEach(() => localStorage.clear());

const morning = instantOf('2026-11-23T08:00');
const knows = (staff: string, customer: string, note: string, at = '2026-11-23T23:50') =>
  isNoteKnown(staff, customer, note, instantOf(at));

test('a note that was acknowledged is known to that person for the day, by its words', () => {
  rememberNote('lin', 'c1', '先问船名', true, morning);
  rememberNote('lin', 'c2', '只找王工', true, morning);
  expect(knows('lin', 'c1', '先问船名')).toBe(true);
  expect(knows('lin', 'c2', '只找王工')).toBe(true);
  expect(knows('lin', 'c1', '先问船名和海区')).toBe(false);
  expect(knows('zhou', 'c1', '先问船名')).toBe(false);
  expect(knows('lin', 'c1', '先问船名', '2026-11-24T00:10')).toBe(false);
});

test('an acknowledgement can be taken back', () => {
  rememberNote('lin', 'c1', '先问船名', true, morning);
  rememberNote('lin', 'c1', '先问船名', false, morning);
  expect(knows('lin', 'c1', '先问船名')).toBe(false);
});
