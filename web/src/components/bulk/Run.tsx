import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bulk } from '@/api/types';
import { bulkQuery, bulkTouches } from './api';
import styles from './Bulk.module.css';
import { Reasons } from './Outcome';

/** A bulk under way and what has become of it. It goes on when nobody looks. */
export function Run({ begun }: { begun: Bulk }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data = begun } = useQuery({ ...bulkQuery(begun.id), initialData: begun });
  const ended = data.doneAt !== null;
  useEffect(() => {
    if (ended) for (const queryKey of bulkTouches) void client.invalidateQueries({ queryKey });
  }, [ended, client]);
  const total = data.items.length;
  const done = total - data.waiting;
  return (
    <div className={styles.outcome}>
      <Progress
        percent={total === 0 ? 100 : Math.round((100 * done) / total)}
        status={ended ? (data.refused > 0 ? 'normal' : 'success') : 'active'}
        aria-label={t('bulk:progress', { done, total })}
      />
      <p role="status" className={ended ? styles.counts : styles.note}>
        {!ended
          ? `${t('bulk:progress', { done, total })} · ${t('bulk:running')}`
          : data.refused === 0
            ? t('bulk:allDone', { count: data.done })
            : t('bulk:someDone', { done: data.done, refused: data.refused })}
      </p>
      {ended && <Reasons items={data.items} />}
    </div>
  );
}
