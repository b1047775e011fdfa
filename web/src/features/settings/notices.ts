import { queryOptions } from '@tanstack/react-query';
import { get, put } from '@/api/client';
import { keys } from '@/api/keys';
import type { NoticeSetting } from '@/api/types';

export type Pace = 'off' | 'soon' | 'hourly' | 'daily';

export const noticeSettingQuery = queryOptions({
  queryKey: keys.noticeSetting,
  queryFn: ({ signal }) => get<NoticeSetting>('/notifications/settings', undefined, signal),
});

export const setNotices = (setting: Omit<NoticeSetting, 'canMail'>): Promise<NoticeSetting> =>
  put<NoticeSetting>('/notifications/settings', setting);

/** Every half hour of a day: 00:00 to 23:30. */
export const halfHours: string[] = Array.from(
  { length: 48 },
  (_, i) => `${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 === 0 ? '00' : '30'}`,
);
