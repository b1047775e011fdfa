import { queryOptions } from '@tanstack/react-query';
import { get, put } from '@/api/client';
import { keys } from '@/api/keys';
import type { Language, NoticeSetting } from '@/api/types';
import { zone } from '@/i18n/time';
import { zoneWords } from '@/i18n/week';

export type Pace = 'off' | 'soon' | 'hourly' | 'daily';

export const noticeSettingQuery = queryOptions({
  queryKey: keys.noticeSetting,
  queryFn: ({ signal }) => get<NoticeSetting>('/notifications/settings', undefined, signal),
});

export const setNotices = (setting: Omit<NoticeSetting, 'canMail'>): Promise<NoticeSetting> =>
  put<NoticeSetting>('/notifications/settings', setting);

/** The zones that the browser knows, the operator's and the person's own first. */
export function zoneOptions(own: string | undefined, language: Language): { value: string; label: string }[] {
  const names = [zone, own ?? zone, ...Intl.supportedValuesOf('timeZone')];
  return [...new Set(names)].map((value) => {
    const words = zoneWords(value, language);
    return { value, label: value === zone ? words : `${words} · ${value.replaceAll('_', ' ')}` };
  });
}

/** Every half hour of a day: 00:00 to 23:30. */
export const halfHours: string[] = Array.from(
  { length: 48 },
  (_, i) => `${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 === 0 ? '00' : '30'}`,
);
