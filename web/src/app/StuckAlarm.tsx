import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { outgoingHealthQuery } from '@/features/settings/outgoing';
import styles from './Shell.module.css';

/** Tells who can mend it, on every page, that outgoing messages are not getting out. */
export function StuckAlarm() {
  const { t } = useTranslation();
  const { data } = useQuery(outgoingHealthQuery);
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
