import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { Absence, Items } from '@/api/types';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { timeWords } from '@/i18n/time';

/** Who is away now or will be. */
export const absencesQuery = queryOptions({
  queryKey: keys.absences,
  queryFn: async ({ signal }) => (await get<Items<Absence>>('/absences', undefined, signal)).items,
  staleTime: 60_000,
});

/** Says of a person who is away until when, and who stands in; nothing of one who is there. */
export function useAway(): (staffId: string) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const { data = [] } = useQuery(absencesQuery);
  return (staffId) => {
    const away = data.find((one) => one.now && one.person.id === staffId);
    if (away === undefined) return '';
    const until = t('people:absence.untilWords', { until: timeWords(new Date(away.untilAt), now, language) });
    const by = away.substitute ? t('people:absence.by', { name: away.substitute.name }) : t('people:absence.byNobody');
    return `${until}${language === 'zh' ? '，' : '; '}${by}`;
  };
}
