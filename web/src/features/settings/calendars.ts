import { queryOptions } from '@tanstack/react-query';
import { get, post, put } from '@/api/client';
import { keys } from '@/api/keys';
import type { Calendar, Code, Holiday, HolidayImport, Holidays, Items } from '@/api/types';

export const calendarsQuery = queryOptions({
  queryKey: keys.calendars,
  queryFn: async ({ signal }) => (await get<Items<Calendar>>('/calendars', undefined, signal)).items,
});

export const holidaysQuery = (year: number) =>
  queryOptions({
    queryKey: keys.holidays(year),
    queryFn: ({ signal }) => get<Holidays>('/holidays', { year }, signal),
  });

export type CalendarBody = Omit<Calendar, 'code' | 'coveredYears'>;

export function saveCalendar(code: Code, body: CalendarBody): Promise<Calendar> {
  return put<Calendar>(`/calendars/${encodeURIComponent(code)}`, body);
}

/** Brings in a list of holidays; a dry run only shows its effect on open promises. */
export function importHolidays(csv: string, dryRun: boolean): Promise<HolidayImport> {
  return post<HolidayImport>('/holidays', { csv, dryRun });
}

/** The years from this one to the next that have no published list. */
export function uncovered(years: number[], thisYear: number): number[] {
  return [thisYear, thisYear + 1].filter((year) => !years.includes(year));
}

/** Successive days of one kind and name as one stretch. */
export interface Stretch {
  from: string;
  to: string;
  kind: Holiday['kind'];
  name: string;
  days: number;
}

export function stretches(days: Holiday[]): Stretch[] {
  const list: Stretch[] = [];
  for (const day of [...days].sort((a, b) => a.date.localeCompare(b.date))) {
    const last = list.at(-1);
    if (last && last.kind === day.kind && last.name === day.name && nextDay(last.to) === day.date) {
      last.to = day.date;
      last.days++;
    } else {
      list.push({ from: day.date, to: day.date, kind: day.kind, name: day.name, days: 1 });
    }
  }
  return list;
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
