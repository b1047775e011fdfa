import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Customer, Terminal, TerminalChange } from '@/api/types';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { placeNamesQuery, terminalHistoryQuery } from './api';
import { changeLines, mentionedIn } from './history';
import styles from './Terminal.module.css';

/** What happened to a terminal, the newest first, in words. */
export function TerminalHistory({ terminal, customer }: { terminal: Terminal; customer: Customer }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(terminalHistoryQuery(terminal.id));
  const placeOf = usePlaces(data ?? [], customer);
  return (
    <section>
      <h3>{t('customers:history.title')}</h3>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <LoadingState rows={3} />}
      {data?.length === 0 && <p className={styles.quiet}>{t('customers:history.none')}</p>}
      <ol className={styles.history}>
        {data?.map((change) => (
          <Happened key={change.id} change={change} placeOf={placeOf} />
        ))}
      </ol>
    </section>
  );
}

/** Names customers and sites: those at hand, and the others asked for together. */
function usePlaces(history: TerminalChange[], customer: Customer): (id: string) => string {
  const known = new Map([customer, ...customer.sites].map(({ id, name }) => [id, name]));
  const missing = mentionedIn(history).filter(({ id }) => !known.has(id));
  const { data, isFetching } = useQuery(placeNamesQuery(missing));
  return (id) => known.get(id) ?? (data?.get(id) || (isFetching ? '…' : ''));
}

function Happened({ change, placeOf }: { change: TerminalChange; placeOf: (id: string) => string }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <li>
      <div>
        <b>{change.by || t('customers:program')}</b> {t(`customers:history.${change.kind}`)}{' '}
        <span className={styles.quiet}>
          <Time at={change.at} as="exact" />
        </span>
      </div>
      {change.reason !== '' && <div>{t('customers:history.reason', { text: change.reason })}</div>}
      {changeLines(change, { t, names, placeOf }).map((line) => (
        <div key={line} className={styles.quiet}>
          {line}
        </div>
      ))}
    </li>
  );
}
