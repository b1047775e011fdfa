import { Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import styles from './states.module.css';

/** An empty list: what it would show, and what one can do. */
export function EmptyState({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      className={styles.empty}
      description={
        <>
          <div className={styles.title}>{title}</div>
          {hint !== undefined && <div className={styles.hint}>{hint}</div>}
        </>
      }
    >
      {action}
    </Empty>
  );
}

/** The sentence of an error, for messages and notices. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** What one can do where trying again is of no use, because there is no such thing. */
  instead?: ReactNode;
}

/** Something could not be read: why, and the way to try again. */
export function ErrorState({ error, onRetry, instead }: ErrorStateProps) {
  const { t } = useTranslation();
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <div className={styles.error}>
      <p role="alert">{sentenceOf(error)}</p>
      {missing ? instead : onRetry && <Button onClick={onRetry}>{t('common:retry')}</Button>}
    </div>
  );
}

/** Holds the place of what is being read, so that the layout stays still. */
export function LoadingState({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.loading} role="status" aria-label={t('common:loading')}>
      <Skeleton active={false} title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  );
}
