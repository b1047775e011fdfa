import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hourWords } from '@/i18n/time';
import { onDutyQuery } from './api';
import styles from './OnDutyNow.module.css';

interface OnDutyNowProps {
  units: string[];
  /** Say the unit with each: where several stand together. */
  named?: boolean;
}

/** Who is on duty in some units now, with the phone for who may call; nothing where nobody is. */
export function OnDutyNow({ units, named = false }: OnDutyNowProps) {
  const { t } = useTranslation();
  const { data: people = [] } = useQuery(onDutyQuery([...new Set(units)].sort()));
  if (people.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('onduty:now')}>
      {people.map((one) => (
        <li key={`${one.unitId} ${one.staffId} ${one.shift}`}>
          {named && `${one.unit} · `}
          {t('onduty:now')} <b>{one.name}</b> · {one.shift}
          {one.post !== '' && ` · ${one.post}`} {t('onduty:until', { time: hourWords(new Date(one.endsAt)) })}
          {one.phone !== '' && (
            <>
              {' · '}
              <a href={`tel:${one.phone}`} aria-label={t('onduty:call', one)}>
                {one.phone}
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
