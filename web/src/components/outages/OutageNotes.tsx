import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Outage } from '@/api/types';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { briefWords } from '@/i18n/time';
import styles from './OutageNotes.module.css';
import { inLanguage, pressing } from './outage';

/** From when to when an outage lasts, in words. */
export function useTimes(): (outage: Outage) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const words = (at: string) => briefWords(new Date(at), now, language);
  return ({ startsAt, expectedEnd, endedAt, overdue, state }) => {
    const from = words(startsAt);
    if (endedAt && state === 'ended') return t('outages:ended', { from, to: words(endedAt) });
    const end = expectedEnd
      ? t(`outages:${overdue ? 'late' : 'until'}`, { to: words(expectedEnd) })
      : t('outages:open');
    return `${t(`outages:${state === 'coming' ? 'begins' : 'since'}`, { from })} · ${end}`;
  };
}

/** Outages beside what they touch: what customers are told, and the way to all that is known. */
export function OutageNotes({ outages }: { outages: Outage[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const times = useTimes();
  return (
    <ul className={styles.list}>
      {pressing(outages).map((outage) => (
        <li key={outage.id} className={`${styles.note} ${styles[outage.state] ?? ''}`}>
          <div className={styles.head}>
            <Link to="/outages" search={{ id: outage.id }}>
              {t('outages:reads', {
                state: t(`outages:kind.${outage.kind}`),
                area: inLanguage(outage.area, language),
              })}
            </Link>
            <span className={styles.state}>{t(`outages:state.${outage.state}`)}</span>
          </div>
          <div className={styles.times}>{times(outage)}</div>
          {outage.state !== 'ended' && <p className={styles.words}>{inLanguage(outage.words, language)}</p>}
        </li>
      ))}
    </ul>
  );
}
