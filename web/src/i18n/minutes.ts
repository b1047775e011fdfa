import type { Language } from '@/api/types';

/** A target in minutes or hours, never days: a day of a calendar is not 24 hours. 30 分, 2.5 小时. */
export function targetWords(minutes: number, language: Language): string {
  const [m, h] = language === 'zh' ? [' 分', ' 小时'] : [' min', ' h'];
  return minutes < 120 ? `${minutes}${m}` : `${Number((minutes / 60).toFixed(1))}${h}`;
}
