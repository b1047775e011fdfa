import type { Language } from '@/api/types';

/** The operator's zone: every time on the screen is shown in it, as the server's sentences are. */
export const zone = 'Asia/Shanghai';

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Whole days since 1970-01-01, to compare dates. */
  serial: number;
}

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

/** What clocks and calendars on the wall show at an instant. */
function wallOf(at: Date): Wall {
  const of: Record<string, number> = {};
  for (const part of parts.formatToParts(at)) of[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = of;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  return { year, month, day, hour, minute, weekday: midnight.getUTCDay(), serial: midnight.getTime() / 86_400_000 };
}

/** The days of the week, Sunday first. */
export const dayNames: Record<Language, string[]> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const near: Record<Language, Record<number, string>> = {
  zh: { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
};

const two = (n: number) => String(n).padStart(2, '0');

/** 17:40 */
export function hourWords(at: Date): string {
  const wall = wallOf(at);
  return `${wall.hour}:${two(wall.minute)}`;
}

/** How many days after its Monday a day is. */
const inWeek = (weekday: number) => (weekday + 6) % 7;

/**
 * 今天, 明天, 周五, 下周二 (within six days), 10月3日, 2027年1月4日; today, tomorrow, Friday, next Tuesday, 3 Oct, 4 Jan 2027.
 * A day of the week alone is one of this week.
 */
export function dayWords(at: Date, now: Date, language: Language): string {
  const wall = wallOf(at);
  const today = wallOf(now);
  const away = wall.serial - today.serial;
  const word = near[language][away];
  if (word !== undefined) return word;
  if (away > 0 && away <= 6) {
    const name = dayNames[language][wall.weekday] ?? '';
    if (inWeek(wall.weekday) > inWeek(today.weekday)) return name;
    return language === 'zh' ? `下${name}` : `next ${name}`;
  }
  const inYear = wall.year === today.year;
  if (language === 'zh') return `${inYear ? '' : `${wall.year}年`}${wall.month}月${wall.day}日`;
  return `${wall.day} ${months[wall.month - 1]}${inYear ? '' : ` ${wall.year}`}`;
}

/** Days that English says without on: today, next Tuesday. */
const withoutOn = (day: string) => Object.values(near.en).includes(day) || day.startsWith('next ');

/** 今天 17:40, 周五 9:00, 下周二 9:00; 17:40 today, 9:00 on Friday, 9:00 next Tuesday. */
export function timeWords(at: Date, now: Date, language: Language): string {
  const day = dayWords(at, now, language);
  if (language === 'zh') return `${day} ${hourWords(at)}`;
  return `${hourWords(at)} ${withoutOn(day) ? day : `on ${day}`}`;
}

/** As short as a list needs it: 周五 9:00, 12月3日 9:00; 9:00 tomorrow, Fri 9:00, next Tue 9:00, 3 Dec 9:00. */
export function briefWords(at: Date, now: Date, language: Language): string {
  const day = dayWords(at, now, language);
  if (language === 'zh' || Object.values(near.en).includes(day)) return timeWords(at, now, language);
  return `${day.replace(/(\w{3})\w*day$/, '$1')} ${hourWords(at)}`;
}

/** 2026-11-23 17:40, for tooltips and records. */
export function exactWords(at: Date): string {
  const w = wallOf(at);
  return `${w.year}-${two(w.month)}-${two(w.day)} ${two(w.hour)}:${two(w.minute)}`;
}

/** 25 分, 3 小时 20 分, 2 天 3 小时; 25 min, 3 h 20 min, 2 d 3 h. Less than a minute counts as one. */
export function durationWords(minutes: number, language: Language): string {
  const whole = Math.max(1, Math.round(Math.abs(minutes)));
  return joinUnits([Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60], language);
}

/**
 * Working time: 25 分, 3 小时 20 分, 32 小时; 32 h. Never days: how long a working day is depends on the calendar, and a
 * reader takes a day for one of 24 hours or for one day of work, as he likes.
 */
export function workingWords(minutes: number, language: Language): string {
  const whole = Math.max(1, Math.round(Math.abs(minutes)));
  return joinUnits([0, Math.floor(whole / 60), whole % 60], language);
}

/** Days, hours and minutes in words, from the largest that there is, two of them at the most. */
function joinUnits(values: number[], language: Language): string {
  const units = language === 'zh' ? [' 天', ' 小时', ' 分'] : [' d', ' h', ' min'];
  const first = values.findIndex((v) => v > 0);
  return values
    .map((v, i) => (i >= first && i <= first + 1 && v > 0 ? `${v}${units[i]}` : ''))
    .filter((word) => word !== '')
    .join(' ');
}

/** 刚刚, 5 分钟前, 3 小时前, then the day and hour. */
export function agoWords(at: Date, now: Date, language: Language): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return language === 'zh' ? '刚刚' : 'just now';
  if (minutes < 60) return language === 'zh' ? `${minutes} 分钟前` : `${minutes} min ago`;
  if (minutes < 360) {
    const hours = Math.floor(minutes / 60);
    return language === 'zh' ? `${hours} 小时前` : `${hours} h ago`;
  }
  return timeWords(at, now, language);
}

/** 5 分钟前, 8:53, 昨天, 11月3日: as short as a list needs it. */
export function shortWords(at: Date, now: Date, language: Language): string {
  if (now.getTime() - at.getTime() < 6 * 3_600_000) return agoWords(at, now, language);
  const day = dayWords(at, now, language);
  return day === near[language][0] ? hourWords(at) : day;
}

/** The instant at which the operator's clocks show this date and time (2026-11-23T17:40). */
export function instantOf(wall: string): Date {
  const asUtc = new Date(`${wall.slice(0, 16)}:00Z`);
  const shown = wallOf(asUtc);
  const shift = shown.serial * 1440 + shown.hour * 60 + shown.minute - Math.floor(asUtc.getTime() / 60_000);
  return new Date(asUtc.getTime() - shift * 60_000);
}
