import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { useMay, useMe } from '@/api/session';
import { ticketQuery } from '@/api/tickets';
import type { Handoff, Ticket } from '@/api/types';
import { useAway } from '@/components/away';
import { PriorityBadge, StatusBadge, TierBadge } from '@/components/Badges';
import { Clock } from '@/components/Clock';
import { SiteFacts } from '@/components/facts/SiteFacts';
import { FileList } from '@/components/files/FileList';
import { HandoffCard } from '@/components/handoff/HandoffCard';
import { OnDutyNow } from '@/components/onduty/OnDutyNow';
import { TerminalOutages } from '@/components/outages/TerminalOutages';
import { Panel, useTitle } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { clockFor, inOrder } from '@/components/ticketClocks';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { timeWords } from '@/i18n/time';
import { Actions } from './Actions';
import { ChainPanel } from './ChainPanel';
import { Others } from './Company';
import { Composer } from './Composer';
import { Notices } from './Notices';
import { Promises } from './Promises';
import { Related } from './Related';
import { CustomerPanel, MatterPanel, TerminalPanel } from './Side';
import { Tags } from './Tags';
import styles from './TicketPage.module.css';
import { Timeline } from './Timeline';
import { usePresence } from './usePresence';
import { Watch } from './Watch';

/** One ticket with everything on it, and the next step on top. */
export function TicketPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/tickets/$id' });
  const { data, isPending, isError, error, refetch } = useQuery(ticketQuery(id));
  if (isPending) return <LoadingState />;
  if (isError) {
    const list = <Link to="/tickets">{t('ticket:toList')}</Link>;
    return <ErrorState error={error} onRetry={() => void refetch()} instead={list} />;
  }
  return <Whole ticket={data} />;
}

function Whole({ ticket }: { ticket: Ticket }) {
  useTitle(`${ticket.number} ${ticket.subject}`);
  const company = usePresence(ticket.id);
  return (
    <div className={styles.page}>
      <Header ticket={ticket} />
      <Others others={company.others} />
      <Notices ticket={ticket} />
      <ChainPanel ticket={ticket} />
      <div className={styles.zones}>
        <div className={styles.main}>
          <MatterPanel ticket={ticket} />
          <Handoffs ticket={ticket} />
          <Files ticket={ticket} />
          <Composer key={ticket.id} ticket={ticket} company={company} />
          <Timeline ticket={ticket} />
        </div>
        <div className={styles.side}>
          {ticket.terminal && <TerminalOutages terminal={ticket.terminal.id} since={ticket.createdAt} />}
          <CustomerPanel ticket={ticket} />
          <Related ticket={ticket} />
          <TerminalPanel ticket={ticket} />
          {ticket.site && <SitePanel site={ticket.site.id} />}
          <Promises ticket={ticket} />
        </div>
      </div>
    </div>
  );
}

/** What was found at the site by those who were there. */
function SitePanel({ site }: { site: string }) {
  const { t } = useTranslation();
  const mayNote = useMay('customer.write', 'handoff.work');
  return (
    <Panel title={t('facts:title')}>
      <div className={styles.noted}>
        <SiteFacts site={site} mayNote={mayNote} />
      </div>
    </Panel>
  );
}

function Header({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const away = useAway();
  const names = useNames();
  const clock = clockFor(ticket, useMe().unit.id);
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
          {away(ticket.owner.id) !== '' && ` (${away(ticket.owner.id)})`}
          {ticket.offeredTo && ` → ${t('ticket:offered', { name: ticket.offeredTo.name })}`}
        </span>
        {counts.length > 0 && <span className={styles.counts}>{counts.join(' · ')}</span>}
        {ticket.status === 'resolved' && ticket.callback?.nextAt && <NextCall at={new Date(ticket.callback.nextAt)} />}
        {clock && (
          <span className={styles.clock}>
            <Clock {...clock} named />
          </span>
        )}
      </div>
      <div className={styles.people}>
        <Tags ticket={ticket} />
        <Watch ticket={ticket} />
      </div>
      <Actions ticket={ticket} />
    </header>
  );
}

/** When the customer is to be called. */
function NextCall({ at }: { at: Date }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  return (
    <b>{at <= now ? t('ticket:callbackDue') : t('ticket:callbackNext', { when: timeWords(at, now, language) })}</b>
  );
}

function Files({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  if (ticket.attachments.length === 0) return null;
  return (
    <Panel title={t('files:title')}>
      <FileList files={ticket.attachments} />
    </Panel>
  );
}

/** Whether somebody still works on a handoff. */
const isOpen = ({ status }: Handoff) => !['finished', 'returned', 'withdrawn'].includes(status);

function Handoffs({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const me = useMe();
  if (ticket.handoffs.length === 0) return null;
  return (
    <section aria-label={t('ticket:handoffs')} className={styles.handoffs}>
      <h2>{t('ticket:handoffs')}</h2>
      <OnDutyNow units={ticket.handoffs.filter(isOpen).map(({ unitId }) => unitId)} named />
      {inOrder(ticket, me.unit.id).map((handoff) => (
        <HandoffCard key={handoff.id} handoff={handoff} places={ticket.where} />
      ))}
    </section>
  );
}
