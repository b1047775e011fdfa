import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { ticketsQuery } from '@/api/tickets';
import type { TicketRow } from '@/api/types';
import { StatusBadge } from '@/components/Badges';
import { Clock } from '@/components/Clock';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import styles from './Customers.module.css';

/** The customer's latest tickets that the person may see, newest first. */
export function Tickets({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const { data, error, refetch } = useInfiniteQuery(ticketsQuery({ customer: customerId, sort: '-created' }, 10));
  const page = data?.pages[0];
  if (error && page === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (page === undefined) return <LoadingState rows={3} />;
  if (page.items.length === 0) return <div className={styles.none}>{t('customers:noTickets')}</div>;
  return (
    <>
      <Table<TicketRow>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={page.items}
        columns={[
          {
            title: t('customers:ticket'),
            key: 'subject',
            render: (_, row) => (
              <>
                <Link to="/tickets/$id" params={{ id: row.number }}>
                  {row.number}
                </Link>
                <div className={styles.subject}>
                  {names.of('kinds', row.kind)} · {row.subject}
                </div>
              </>
            ),
          },
          {
            title: t('customers:state'),
            key: 'status',
            width: 120,
            render: (_, row) => <StatusBadge status={row.status} />,
          },
          { title: t('customers:terminal'), dataIndex: 'terminalNumber', width: 150, responsive: ['lg'] },
          {
            title: t('customers:promise'),
            key: 'promise',
            width: 230,
            responsive: ['md'],
            render: (_, row) => row.promise && <Clock promise={row.promise} layout="stacked" />,
          },
          {
            title: t('customers:created'),
            key: 'created',
            width: 130,
            responsive: ['md'],
            render: (_, row) => <Time at={row.createdAt} />,
          },
        ]}
      />
      {page.nextCursor !== '' && (
        <div className={styles.more}>
          <Link to="/tickets" search={{ customer: customerId, sort: '-created' }}>
            {t('customers:allTickets')}
          </Link>
        </div>
      )}
    </>
  );
}
