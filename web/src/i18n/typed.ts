import { exactWords, instantOf } from './time';

const shape = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[\sT]+(\d{1,2})\s*[::]\s*(\d{2})$/;

/** The instant that a typed date and time mean (2026-11-24 9:00, 2026年11月24日 9:00), if they mean one. */
export function typedInstant(text: string): Date | undefined {
  const [year = '', ...rest] = shape.exec(text.trim())?.slice(1) ?? [];
  const [month, day, hour, minute] = rest.map((part) => part.padStart(2, '0'));
  if (year === '' || Number(month) > 12 || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const wall = `${year}-${month}-${day} ${hour}:${minute}`;
  const at = instantOf(wall.replace(' ', 'T'));
  // 31 February would become a day in March.
  return !Number.isNaN(at.getTime()) && exactWords(at) === wall ? at : undefined;
}

/** Whether a value is an instant as the API writes it, not words that somebody typed instead of one. */
export function isInstant(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value));
}
