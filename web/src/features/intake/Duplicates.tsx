import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { similarQuery } from '@/api/tickets';
import { StatusBadge } from '@/components/Badges';
import { Time } from '@/components/Time';
import type { Draft } from './draft';
import styles from './Intake.module.css';

/** Warns of tickets that may be about the same matter, before another is filed. Each opens beside the draft. */
export function Duplicates({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { customerId: customer, terminalId: terminal, category } = draft;
  const { data = [] } = useQuery(similarQuery({ customer, terminal, category }));
  if (data.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('intake:similar', { count: data.length })}
      description={
        <ul className={styles.similar}>
          {data.map((row) => (
            <li key={row.id}>
              <Link to="/tickets/$id" params={{ id: row.number }} target="_blank">
                {row.number} {row.subject}
              </Link>{' '}
              <StatusBadge status={row.status} />{' '}
              <span className={styles.quiet}>
                {row.why.map((why) => t(`intake:same.${why}`)).join(' · ')} · <Time at={row.createdAt} as="short" />
              </span>
            </li>
          ))}
        </ul>
      }
    />
  );
}
