import type { Language } from '@/api/types';
import { dayNames, zone } from './time';

/** Days of the week, Monday first, that have the same working hours. */
export interface WeekLine {
  days: string;
  /** Empty: free. */
  hours: string;
}

/** Monday first, as people read a week; the API counts from Sunday. */
export const weekOrder = [1, 2, 3, 4, 5, 6, 0];

/** 周一至周五 08:30–12:00、13:30–17:30, then 周六至周日 free: neighbours with the same hours stand in one line. */
export function weekLines(week: string[], language: Language): WeekLine[] {
  const runs: { days: number[]; hours: string }[] = [];
  for (const day of weekOrder) {
    const hours = week[day] ?? '';
    const last = runs.at(-1);
    if (last && last.hours === hours) last.days.push(day);
    else runs.push({ days: [day], hours });
  }
  return runs.map(({ days, hours }) => ({ days: daysWords(days, language), hours: hoursWords(hours, language) }));
}

function daysWords(days: number[], language: Language): string {
  if (days.length === 7) return language === 'zh' ? '每天' : 'Every day';
  const names = [days[0] ?? 0, days.at(-1) ?? 0].map((day) => dayNames[language][day]);
  if (days.length === 1) return names[0] ?? '';
  return names.join(language === 'zh' ? '至' : ' to ');
}

function hoursWords(hours: string, language: Language): string {
  if (hours === '00:00-24:00') return language === 'zh' ? '全天' : 'all day';
  return hours
    .split(' ')
    .map((stretch) => stretch.replace('-', '–'))
    .join(language === 'zh' ? '、' : ', ');
}

/** A time zone by name: 北京时间 for the operator's own. */
export function zoneWords(name: string, language: Language): string {
  if (name === zone) return language === 'zh' ? '北京时间' : 'Beijing time';
  try {
    const format = new Intl.DateTimeFormat(language, { timeZone: name, timeZoneName: 'long' });
    return format.formatToParts().find((part) => part.type === 'timeZoneName')?.value ?? name;
  } catch {
    return name; // a zone that this browser does not know
  }
}
