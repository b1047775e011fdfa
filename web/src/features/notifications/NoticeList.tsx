import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { markRead, noticesQuery } from '@/components/notices/api';
import { NoticeWords } from '@/components/notices/NoticeWords';
import { placeOf } from '@/components/notices/placeOf';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import styles from './NoticeList.module.css';

/** What concerns me, newest first. Opening one marks it as read. */
export function NoticeList({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(noticesQuery);
  const me = useMe();
  const read = useChange(markRead, { touches: [['notifications']] });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.items.length === 0) return <EmptyState title={t('notifications:none')} hint={t('notifications:noneHint')} />;
  return (
    <section className={styles.list} aria-label={t('notifications:title')}>
      <div className={styles.head}>
        <strong>{t('notifications:title')}</strong>
        <Button type="link" size="small" disabled={data.unread === 0} onClick={() => read.mutate(undefined)}>
          {t('notifications:readAll')}
        </Button>
      </div>
      <ul className={styles.rows}>
        {data.items.map((notice) => (
          <li key={notice.id}>
            <Link
              {...placeOf(notice, me.id)}
              className={`${styles.row} ${notice.readAt === null ? styles.unread : ''}`}
              onClick={() => {
                if (notice.readAt === null) read.mutate([notice.id]);
                onLeave();
              }}
            >
              <span className={styles.what}>
                <NoticeWords notice={notice} />
              </span>
              <span className={styles.when}>
                <Time at={notice.at} />
              </span>
              <span className={styles.subject}>
                {notice.number} {notice.subject}
              </span>
              {notice.readAt === null && <span className="visuallyHidden">{t('notifications:unread')}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
