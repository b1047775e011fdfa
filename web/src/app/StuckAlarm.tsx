import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { OutgoingHealth } from '@/api/types';
import styles from './Shell.module.css';

const lookEvery = 60_000;

/** Tells who can mend it, on every page, that outgoing messages are not getting out. */
export function StuckAlarm() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: keys.outgoing('health'),
    queryFn: ({ signal }) => get<OutgoingHealth>('/outgoing/health', undefined, signal),
    refetchInterval: lookEvery,
  });
  if (!data?.stuck) return null;
  return (
    <div className={styles.alarm} role="alert">
      <strong>{t('app:stuck', { count: data.waiting })}</strong>
      {data.reason !== '' && <span lang="en">{data.reason}</span>}
      <Link to="/settings/outgoing" search={{ state: 'waiting' }}>
        {t('app:stuckSee')}
      </Link>
    </div>
  );
}
