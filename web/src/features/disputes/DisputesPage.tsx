import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { Dispute, Items } from '@/api/types';
import { Page } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { durationWords } from '@/i18n/time';
import { Decide } from './Decide';
import styles from './Disputes.module.css';
import { Returns } from './Returns';

/** Those that I am to decide, all that are open, those that are decided. */
type State = 'mine' | 'open' | 'decided';

const states: State[] = ['mine', 'open', 'decided'];

const disputesQuery = (state: 'open' | 'decided') =>
  queryOptions({
    queryKey: keys.disputes(state),
    queryFn: async ({ signal }) => (await get<Items<Dispute>>('/disputes', { state }, signal)).items,
  });

/** Links that units keep returning, for the supervisor to say who answers. */
export function DisputesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/disputes' }) as { state?: string };
  const navigate = useNavigate();
  const state = states.find((one) => one === search.state) ?? 'open';
  const show = (next: State) =>
    void navigate({ to: '/disputes', search: next === 'open' ? {} : { state: next }, replace: true });
  return (
    <Page
      title={t('disputes:title')}
      extra={
        <Segmented<State>
          value={state}
          aria-label={t('disputes:state')}
          onChange={show}
          options={states.map((value) => ({ value, label: t(`disputes:states.${value}`) }))}
        />
      }
    >
      <DisputeList state={state} />
    </Page>
  );
}

function DisputeList({ state }: { state: State }) {
  const { t } = useTranslation();
  const { data, isPending, isError, error, refetch } = useQuery(disputesQuery(state === 'decided' ? state : 'open'));
  const [deciding, setDeciding] = useState<Dispute>();
  if (isPending) return <LoadingState />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const shown = state === 'mine' ? data.filter((dispute) => dispute.may.ok) : data;
  if (shown.length === 0) {
    const hint = state === 'decided' ? undefined : t('disputes:emptyHint');
    return <EmptyState title={t(`disputes:empty.${state}`)} hint={hint} />;
  }
  return (
    <div className={styles.list}>
      {shown.map((dispute) => (
        <Card key={dispute.id} dispute={dispute} onDecide={() => setDeciding(dispute)} />
      ))}
      {deciding && <Decide dispute={deciding} onClose={() => setDeciding(undefined)} />}
    </div>
  );
}

/** How long nobody has decided. */
function Waited({ since }: { since: string }) {
  const { t } = useTranslation();
  const minutes = (useNow().getTime() - new Date(since).getTime()) / 60_000;
  return <b className={styles.waited}>{t('disputes:waited', { time: durationWords(minutes, useLanguage()) })}</b>;
}

function Card({ dispute, onDecide }: { dispute: Dispute; onDecide: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <article className={styles.card}>
      <div>
        <span className={styles.number}>{dispute.ticketNumber}</span>{' '}
        <Link to="/tickets/$id" params={{ id: dispute.ticketNumber }} className={styles.subject}>
          {dispute.subject}
        </Link>
        <p className={styles.facts}>
          <b>{names.of('links', dispute.link)}</b> · {t('disputes:before', { unit: dispute.supervisorUnit.name })} ·{' '}
          {dispute.state === 'open' ? <Waited since={dispute.openedAt} /> : <Time at={dispute.openedAt} />}
        </p>
        <Returns dispute={dispute} />
        {dispute.state === 'decided' && dispute.decidedAt !== null && (
          <p className={styles.decision}>
            <b>{t('disputes:result', { unit: dispute.decidedUnit?.name ?? '' })}</b> {dispute.decision}{' '}
            <small className={styles.facts}>
              {t('disputes:by', { name: dispute.decidedBy })} <Time at={dispute.decidedAt} />
            </small>
          </p>
        )}
      </div>
      {dispute.state === 'open' && (
        <Tooltip title={dispute.may.why} trigger={['hover', 'focus']}>
          <Button
            aria-disabled={!dispute.may.ok}
            className={dispute.may.ok ? undefined : styles.notMine}
            onClick={() => dispute.may.ok && onDecide()}
          >
            {t('disputes:decide')}
          </Button>
        </Tooltip>
      )}
    </article>
  );
}
