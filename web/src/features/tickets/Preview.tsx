import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { useMe } from '@/api/session';
import { ticketQuery } from '@/api/tickets';
import type { Handoff, Ticket } from '@/api/types';
import { PriorityBadge, StatusBadge, TierBadge } from '@/components/Badges';
import { Clock } from '@/components/Clock';
import { LinkStateLabel } from '@/components/StateMark';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { clockFor } from '@/components/ticketClocks';
import styles from './Preview.module.css';

/** What a ticket is about and how it stands, beside the list. */
export function Preview({ number, onClose }: { number: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(ticketQuery(number));
  return (
    <aside className={styles.preview} aria-label={t('tickets:preview')}>
      <div className={styles.head}>
        <span className={styles.number}>{number}</span>
        <Link to="/tickets/$id" params={{ id: number }}>
          {t('tickets:open')}
        </Link>
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('common:close')} onClick={onClose} />
      </div>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Body ticket={data} />
      ) : (
        <LoadingState />
      )}
    </aside>
  );
}

function Body({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  const clock = clockFor(ticket, useMe().unit.id);
  const known = ticket.chain.links.filter((link) => link.state !== 'unknown');
  const open = ticket.handoffs.filter((h) => h.status === 'sent' || h.status === 'accepted');
  return (
    <div className={styles.body}>
      <h2>{ticket.subject}</h2>
      <div className={styles.badges}>
        <StatusBadge status={ticket.status} />
        {names.of('kinds', ticket.kind)}
        <PriorityBadge priority={ticket.priority} />
      </div>
      {clock && <Clock {...clock} named />}
      <dl>
        <dt>{t('tickets:column.customer')}</dt>
        <dd>
          {ticket.customer?.name ?? t('tickets:noCustomer')} <TierBadge tier={ticket.tier} />
        </dd>
        <dt>{t('tickets:owner')}</dt>
        <dd>
          {ticket.owner.name} · {ticket.ownerUnit.name}
        </dd>
        <dt>{t('tickets:filed')}</dt>
        <dd>
          <Time at={ticket.createdAt} as="day" />
        </dd>
      </dl>
      {ticket.description !== '' && <p className={styles.text}>{ticket.description}</p>}
      {known.length > 0 && (
        <ul className={styles.links}>
          {known.map((link) => (
            <li key={link.link}>
              {names.in(link)} <LinkStateLabel state={link.state} />
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <ul className={styles.handoffs}>
          {open.map((h) => (
            <OpenHandoff key={h.id} handoff={h} />
          ))}
        </ul>
      )}
    </div>
  );
}

function OpenHandoff({ handoff }: { handoff: Handoff }) {
  const promise = handoff.status === 'sent' ? handoff.accept : handoff.finish;
  return (
    <li>
      <strong>{handoff.unit}</strong>
      {handoff.assignee && ` · ${handoff.assignee.name}`}
      <div className={styles.request}>{handoff.request}</div>
      {promise && <Clock promise={promise} named />}
    </li>
  );
}
