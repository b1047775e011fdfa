import type { Language } from '@/api/types';
import type { Step } from './flow';

/** Below this width a bar's number would lie over its neighbour's. */
const widthOfNumber = 26;

/** Whether every bar of two series has room for its number. */
export function barLabels(steps: number, width: number): boolean {
  return steps > 0 && width / (steps * 2) >= widthOfNumber;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The beginning of a step in the operator's zone: 11/23 for days and weeks, 2026年11月 for months. */
export function stepWords(start: string, by: Step, language: Language): string {
  const at = new Date(new Date(start).getTime() + 8 * 3_600_000);
  const month = at.getUTCMonth();
  if (by === 'month') {
    return language === 'zh' ? `${at.getUTCFullYear()}年${month + 1}月` : `${months[month]} ${at.getUTCFullYear()}`;
  }
  return language === 'zh' ? `${month + 1}/${at.getUTCDate()}` : `${at.getUTCDate()} ${months[month]}`;
}

/** A time of stay for a table: 45 分, 3.5 小时, 2.1 天; short enough to compare down a column. */
export function spanWords(minutes: number, language: Language): string {
  const units = language === 'zh' ? ['分', '小时', '天'] : ['min', 'h', 'd'];
  if (minutes < 0.95) return `<1 ${units[0]}`;
  if (minutes < 90) return `${Math.round(minutes)} ${units[0]}`;
  if (minutes < 48 * 60) return `${(minutes / 60).toFixed(1)} ${units[1]}`;
  return `${(minutes / 1440).toFixed(1)} ${units[2]}`;
}

/** A part of the whole: 12 %, 0.4 %. */
export function shareWords(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 1 ? percent.toFixed(1) : Math.round(percent)} %`;
}
