import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@/api/types';
import styles from './TicketPage.module.css';

const StepDialog = lazy(() => import('./StepDialog'));

/** Where a merged ticket goes on, and the way back. */
export function MergedNotice({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState(false);
  const into = ticket.related.find((r) => r.relation === 'mergedInto');
  if (!into) return null;
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={
          <>
            {t('ticket:mergedNotice')}{' '}
            {into.seen ? (
              <Link to="/tickets/$id" params={{ id: into.number }} className={styles.more}>
                {into.number}
              </Link>
            ) : (
              into.number
            )}{' '}
            {into.seen ? into.subject : ''}
            <small className={styles.why}>{t('ticket:mergedNoticeHint')}</small>
          </>
        }
        action={
          ticket.may.unmerge?.ok && (
            <Button size="small" onClick={() => setUndoing(true)}>
              {t('ticket:step.unmerge')}
            </Button>
          )
        }
      />
      <Suspense>{undoing && <StepDialog ticket={ticket} step="unmerge" onClose={() => setUndoing(false)} />}</Suspense>
    </>
  );
}
