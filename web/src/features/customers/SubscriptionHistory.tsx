import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { subscriptionHistoryQuery } from './api';
import styles from './CustomerPage.module.css';

/** The states that a subscription had, the newest first: since when, by whom, why. */
export function SubscriptionHistory({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(subscriptionHistoryQuery(id));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState rows={2} />;
  return (
    <ol className={styles.steps}>
      {data.map((step) => (
        <li key={step.id}>
          <b>{t(`customers:subscriptionState.${step.state}`)}</b>{' '}
          <span className={styles.quiet}>
            <Time at={step.at} as="exact" /> · {step.by || t('customers:program')}
          </span>
          {step.reason !== '' && <div>{step.reason}</div>}
        </li>
      ))}
    </ol>
  );
}
