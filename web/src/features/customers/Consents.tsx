import { queryOptions, useQuery } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import type { Consents as All, Customer, PurposeState } from '@/api/types';
import { inLanguage } from '@/components/outages/outage';
import { Panel } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import styles from './CustomerPage.module.css';

const ConsentForm = lazy(() => import('./forms/ConsentForm'));

const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'consents', id],
    queryFn: ({ signal }) => get<All>(`/customers/${id}/consents`, undefined, signal),
  });

/** What the customer has agreed to, by purpose, and how it came. */
export function Consents({ customer, mayWrite }: { customer: Customer; mayWrite: boolean }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(consentsQuery(customer.id));
  const [saying, setSaying] = useState<PurposeState>();
  return (
    <Panel title={t('customers:consent.title')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <LoadingState rows={6} />}
      <ul className={styles.rows}>
        {data?.purposes.map((purpose) => (
          <Purpose key={purpose.code} purpose={purpose} all={data} onSay={mayWrite ? setSaying : undefined} />
        ))}
      </ul>
      {saying && (
        <Suspense>
          <ConsentForm customer={customer} purpose={saying} onClose={() => setSaying(undefined)} />
        </Suspense>
      )}
    </Panel>
  );
}

interface PurposeProps {
  purpose: PurposeState;
  all: All;
  onSay?: (purpose: PurposeState) => void;
}

function Purpose({ purpose, all, onSay }: PurposeProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = inLanguage(purpose.name, language);
  const state = purpose.since === null ? 'never' : purpose.given ? 'given' : 'withdrawn';
  const act = t(`customers:consent.${purpose.given ? 'withdraw' : 'give'}`);
  const ledger = all.ledger.filter((entry) => entry.purpose === purpose.code);
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <strong title={inLanguage(purpose.says, language)}>{name}</strong>
        {ledger.length === 0 ? (
          <span className={styles.quiet}>{t('customers:consent.never')}</span>
        ) : (
          <Popover
            trigger="click"
            placement="bottomRight"
            title={t('customers:consent.history', { name })}
            content={<Ledger entries={ledger} />}
          >
            <button type="button" className={`${styles.state} ${state === 'given' ? '' : styles.warn}`}>
              {t(`customers:consent.${state}`)}
            </button>
          </Popover>
        )}
        {onSay && (
          <Button
            type="text"
            size="small"
            className={styles.push}
            aria-label={`${act}: ${name}`}
            onClick={() => onSay(purpose)}
          >
            {act}
          </Button>
        )}
      </div>
    </li>
  );
}

function Ledger({ entries }: { entries: All['ledger'] }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.steps}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <div>
            <strong>{t(`customers:consent.${entry.given ? 'given' : 'withdrawn'}`)}</strong>{' '}
            <span className={styles.quiet}>
              <Time at={entry.at} as="exact" /> · {t(`customers:consent.via.${entry.via}`)}
              {entry.by !== '' && ` · ${entry.by}`}
            </span>
          </div>
          <div>{entry.wording}</div>
        </li>
      ))}
    </ol>
  );
}
