import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { ticketQuery } from '@/api/tickets';
import type { Ticket } from '@/api/types';
import { PriorityBadge, StatusBadge, TierBadge } from '@/components/Badges';
import { Clock } from '@/components/Clock';
import { HandoffCard } from '@/components/handoff/HandoffCard';
import { useTitle } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { Actions } from './Actions';
import { ChainPanel } from './ChainPanel';
import { Composer } from './Composer';
import { Notices } from './Notices';
import { Promises } from './Promises';
import { CustomerPanel, MatterPanel, TerminalPanel } from './Side';
import styles from './TicketPage.module.css';
import { Timeline } from './Timeline';

/** One ticket with everything on it, and the next step on top. */
export function TicketPage() {
  const { id } = useParams({ from: '/inside/tickets/$id' });
  const { data, isPending, isError, error, refetch } = useQuery(ticketQuery(id));
  if (isPending) return <LoadingState />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Whole ticket={data} />;
}

function Whole({ ticket }: { ticket: Ticket }) {
  useTitle(`${ticket.number} ${ticket.subject}`);
  return (
    <div className={styles.page}>
      <Header ticket={ticket} />
      <Notices ticket={ticket} />
      <ChainPanel ticket={ticket} />
      <div className={styles.zones}>
        <div className={styles.main}>
          <MatterPanel ticket={ticket} />
          <Handoffs ticket={ticket} />
          <Composer key={ticket.id} ticket={ticket} />
          <Timeline ticket={ticket} />
        </div>
        <div className={styles.side}>
          <CustomerPanel ticket={ticket} />
          <TerminalPanel ticket={ticket} />
          <Promises ticket={ticket} />
        </div>
      </div>
    </div>
  );
}

function Header({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  const counts = [
    ticket.returns > 0 && t('ticket:returns', { count: ticket.returns }),
    ticket.bounces > 0 && t('ticket:bounces', { count: ticket.bounces }),
    ticket.reopened > 0 && t('ticket:reopened', { count: ticket.reopened }),
  ].filter((word) => word !== false);
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <span className={styles.number}>{ticket.number}</span>
        <h1>{ticket.subject}</h1>
        <span>{names.of('kinds', ticket.kind)}</span>
        {ticket.category !== '' && <span className={styles.quiet}>{names.of('categories', ticket.category)}</span>}
        <PriorityBadge priority={ticket.priority} />
        <TierBadge tier={ticket.tier} />
        <StatusBadge status={ticket.status} />
      </div>
      <div className={styles.facts}>
        <span>
          {t('ticket:owner')} {ticket.owner.name} · {ticket.ownerUnit.name}
          {ticket.offeredTo && ` → ${t('ticket:offered', { name: ticket.offeredTo.name })}`}
        </span>
        {counts.length > 0 && <span className={styles.counts}>{counts.join(' · ')}</span>}
        {ticket.promise && (
          <span className={styles.clock}>
            <Clock promise={ticket.promise} named />
          </span>
        )}
      </div>
      <Actions ticket={ticket} />
    </header>
  );
}

function Handoffs({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  if (ticket.handoffs.length === 0) return null;
  const open = (status: string) => (status === 'sent' || status === 'accepted' ? 0 : 1);
  const sorted = [...ticket.handoffs].sort(
    (a, b) => open(a.status) - open(b.status) || b.createdAt.localeCompare(a.createdAt),
  );
  return (
    <section aria-label={t('ticket:handoffs')} className={styles.handoffs}>
      <h2>{t('ticket:handoffs')}</h2>
      {sorted.map((handoff) => (
        <HandoffCard key={handoff.id} handoff={handoff} />
      ))}
    </section>
  );
}
