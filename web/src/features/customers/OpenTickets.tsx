import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Overview, TicketRow } from '@/api/types';
import { PriorityBadge, StatusBadge } from '@/components/Badges';
import { Clock } from '@/components/Clock';
import { Panel } from '@/components/Page';
import { Time } from '@/components/Time';
import { listWords, useLanguage } from '@/i18n/language';
import styles from './CustomerPage.module.css';
import { Nothing } from './Part';

/** What is open, the most pressing first. */
export function OpenTickets({ overview: { customer, open, figures } }: { overview: Overview }) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('customers:open')}
      extra={
        <Link to="/tickets" search={{ customer: customer.id, sort: '-created' }}>
          {t('customers:allTickets')}
        </Link>
      }
    >
      {open.length === 0 && <Nothing words={t('customers:noOpen')} />}
      <ul className={styles.rows}>
        {open.map((row) => (
          <TicketLine key={row.id} row={row} />
        ))}
      </ul>
      {figures.open > open.length && (
        <p className={styles.rest}>
          <Link to="/tickets" search={{ customer: customer.id, status: 'active' }}>
            {t('customers:moreOpen', { count: figures.open })}
          </Link>
        </p>
      )}
    </Panel>
  );
}

function TicketLine({ row }: { row: TicketRow }) {
  const names = useNames();
  return (
    <li>
      <Link to="/tickets/$id" params={{ id: row.number }} className={styles.ticket}>
        <span className={styles.subject}>
          <PriorityBadge priority={row.priority} /> {row.subject}
        </span>
        <StatusBadge status={row.status} />
        <span className={styles.quiet}>
          {names.of('kinds', row.kind)} {row.number} · <Time at={row.createdAt} as="day" /> · <Where row={row} />
        </span>
        <span className={styles.clock}>{row.promise && <Clock promise={row.promise} />}</span>
      </Link>
    </li>
  );
}

/** Who has it now: the units, or its owner. */
function Where({ row }: { row: TicketRow }) {
  const language = useLanguage();
  if (row.where.length === 0) return `${row.ownerUnit.name} ${row.owner.name}`;
  return listWords([...new Set(row.where.map(({ unit, staff }) => `${unit} ${staff}`.trim()))], language);
}
