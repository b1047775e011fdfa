import type { DutyKind, Roster } from '@/api/types';

/** How many days are seen at once. */
export type Span = 'week' | 'month';

const step = 86_400_000;

/** A day such as 2026-12-01 some days later. */
export function after(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * step).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Today by the operator's clock. */
export const todayOf = (now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(now);

/** The week, from Monday on, or the month in which a day lies. */
export function stretchOf(day: string, span: Span): { from: string; to: string } {
  if (span === 'week') {
    const from = after(day, -((weekdayOf(day) + 6) % 7));
    return { from, to: after(from, 6) };
  }
  const from = `${day.slice(0, 7)}-01`;
  const next = after(from, 31).slice(0, 7);
  return { from, to: after(`${next}-01`, -1) };
}

/** The stretch before or after, by one of its days. */
export function turned(from: string, to: string, way: -1 | 1): string {
  return way < 0 ? after(from, -1) : after(to, 1);
}

export function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = after(day, 1)) days.push(day);
  return days;
}

/** The first character or two of a shift's name, which tell it apart from the unit's others. */
export function shortNames(kinds: DutyKind[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const kind of kinds) {
    const alike = kinds.filter((one) => !one.retired && one.id !== kind.id && one.name[0] === kind.name[0]);
    names.set(kind.id ?? '', [...kind.name].slice(0, alike.length === 0 ? 1 : 2).join(''));
  }
  return names;
}

/** The shifts of one person on one day. */
export function cellOf(roster: Roster, staffId: string, day: string) {
  return roster.shifts.filter((shift) => shift.staffId === staffId && shift.day === day);
}

/** Hours that shifts count for, without needless decimals. */
export const hoursOf = (minutes: number): string => String(Number((minutes / 60).toFixed(1)));
