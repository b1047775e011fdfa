import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@/api/types';
import { StatusBadge } from '@/components/Badges';
import { Panel } from '@/components/Page';
import { Personal } from '@/components/personal/Personal';
import { Time } from '@/components/Time';
import styles from './Related.module.css';

/** The tickets that have to do with this one: merged into it or it into them, split off from it or it from them. */
export function Related({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  if (ticket.related.length === 0) return null;
  return (
    <Panel title={t('ticket:related')}>
      <ul className={styles.list}>
        {ticket.related.map((r) => (
          <li key={r.id + r.relation}>
            <span className={styles.head}>
              <small>{t(`ticket:relation.${r.relation}`)}</small>
              {r.seen ? (
                <Link to="/tickets/$id" params={{ id: r.number }}>
                  {r.number}
                </Link>
              ) : (
                r.number
              )}
              <StatusBadge status={r.status} />
              <small className={styles.at}>
                <Time at={r.at} as="short" />
              </small>
            </span>
            <span className={r.seen ? undefined : styles.hint}>{r.seen ? r.subject : t('ticket:unseen')}</span>
            {r.contact && (r.contact.name !== '' || r.contact.phone !== '') && (
              <small>
                {r.contact.name}{' '}
                <Personal
                  tel
                  value={r.contact.phone}
                  hidden={{ of: 'ticket', id: r.id, field: 'contactPhone' }}
                  name={t('personal:phone', { who: r.contact.name })}
                />
              </small>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
