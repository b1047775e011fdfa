import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { noticesQuery } from '@/components/notices/api';
import { NoticeWords } from '@/components/notices/NoticeWords';
import { placeOf } from '@/components/notices/placeOf';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { changedTickets } from './changes';
import styles from './HomePage.module.css';

const kept = 'xingfu.home.seen';

/** Until when the changes were seen the last time this page was left. */
function useSeenUntil(): string {
  const [until] = useState(() => localStorage.getItem(kept) ?? '');
  useEffect(() => () => localStorage.setItem(kept, new Date().toISOString()), []);
  return until;
}

/** What has changed on the tickets that concern me, as the bell tells it, one line a ticket. */
export function ChangedList() {
  const { t } = useTranslation();
  const seen = useSeenUntil();
  const me = useMe();
  const { data, error, refetch } = useQuery(noticesQuery);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.items.length === 0) return <EmptyState title={t('home:noChange')} hint={t('notifications:noneHint')} />;
  return (
    <ul className={styles.changes}>
      {changedTickets(data.items).map(({ latest, count }) => (
        <li key={latest.ticketId ?? latest.id} className={latest.at > seen ? styles.fresh : undefined}>
          <Link {...placeOf(latest, me.id)}>
            <span className={styles.changeKind}>
              <NoticeWords notice={latest} />
            </span>
            <span className={styles.changeAt}>
              <Time at={latest.at} />
            </span>
            <span className={styles.changeSubject}>{latest.subject}</span>
            {count > 1 && <span className={styles.changeMore}>{t('home:changes', { count })}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
