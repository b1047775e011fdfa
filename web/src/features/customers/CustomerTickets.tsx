import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { ticketsQuery } from '@/api/tickets';
import type { TicketRow } from '@/api/types';
import { StatusBadge } from '@/components/Badges';
import { Clock } from '@/components/Clock';
import { Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import styles from './CustomerPage.module.css';

/** The customer's latest tickets that I may see; the rest is one click away. */
export function CustomerTickets({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useInfiniteQuery(ticketsQuery({ customer: customerId, sort: '-created' }, 10));
  const rows = data?.pages[0]?.items;
  return (
    <Panel
      title={t('customers:tickets')}
      extra={
        <Link to="/tickets" search={{ customer: customerId, sort: '-created' }}>
          {t('customers:allTickets')}
        </Link>
      }
    >
      {error && !rows && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !rows && <LoadingState />}
      {rows?.length === 0 && <EmptyState title={t('customers:noTickets')} />}
      <ul className={styles.rows}>
        {rows?.map((row) => (
          <TicketLine key={row.id} row={row} />
        ))}
      </ul>
    </Panel>
  );
}

function TicketLine({ row }: { row: TicketRow }) {
  const names = useNames();
  return (
    <li>
      <Link to="/tickets/$id" params={{ id: row.number }} className={styles.ticket}>
        <span className={styles.subject}>{row.subject}</span>
        <StatusBadge status={row.status} />
        <span className={styles.quiet}>
          {names.of('kinds', row.kind)} {row.number} · <Time at={row.createdAt} as="day" />
        </span>
        <span className={styles.clock}>{row.promise && <Clock promise={row.promise} />}</span>
      </Link>
    </li>
  );
}
