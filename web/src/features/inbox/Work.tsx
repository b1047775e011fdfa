import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { ticketQuery } from '@/api/tickets';
import type { Ticket } from '@/api/types';
import { PriorityBadge, TierBadge } from '@/components/Badges';
import { HandoffCard } from '@/components/handoff/HandoffCard';
import { LinkIcon } from '@/components/linkIcons';
import { standingOf } from '@/components/linkWork';
import { Personal } from '@/components/personal/Personal';
import { LinkStateLabel } from '@/components/StateMark';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import { placeWords } from '@/i18n/place';
import styles from './Work.module.css';

interface WorkProps {
  number: string;
  handoffId: string;
  onClose: () => void;
}

/** One handoff with what its unit needs to work on it: the matter, the terminal, the whole chain, what others found. */
export function Work({ number, handoffId, onClose }: WorkProps) {
  const { t } = useTranslation();
  const { data, isPending, isError, error, refetch } = useQuery(ticketQuery(number));
  return (
    <div className={styles.work}>
      <div className={styles.head}>
        <Link to="/tickets/$id" params={{ id: number }}>
          {t('inbox:openTicket')} {number}
        </Link>
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('common:close')} onClick={onClose} />
      </div>
      {isPending ? (
        <LoadingState />
      ) : isError ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Body ticket={data} handoffId={handoffId} />
      )}
    </div>
  );
}

function Body({ ticket, handoffId }: { ticket: Ticket; handoffId: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const handoff = ticket.handoffs.find((h) => h.id === handoffId);
  const others = ticket.handoffs.filter((h) => h.id !== handoffId);
  return (
    <div className={styles.body}>
      <h2>{ticket.subject}</h2>
      <p className={styles.badges}>
        {names.of('kinds', ticket.kind)} <PriorityBadge priority={ticket.priority} />
        {ticket.customer?.name} <TierBadge tier={ticket.tier} />
      </p>
      {handoff ? <HandoffCard handoff={handoff} places={ticket.where} /> : <p>{t('inbox:gone')}</p>}
      <section className={styles.matter}>
        <h3>{t('inbox:matter')}</h3>
        <p>{ticket.description}</p>
        <Facts ticket={ticket} />
      </section>
      <section className={styles.chain}>
        <h3>{t('components:chain')}</h3>
        <Links ticket={ticket} />
      </section>
      {others.length > 0 && (
        <section className={styles.others}>
          <h3>{t('inbox:others')}</h3>
          <ul>
            {others.map((h) => (
              <li key={h.id}>
                <b>{h.unit}</b> {h.links.map((link) => names.of('links', link)).join(t('inbox:comma'))} ·{' '}
                {t(`handoff:status.${h.status}`)} · <Time at={h.endedAt ?? h.acceptedAt ?? h.createdAt} />
                {(h.result || h.returnText) !== '' && <p>{h.result || h.returnText}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The chain from above to below, with what was found at each link. */
function Links({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <ol>
      {ticket.chain.links.map((link) => (
        <li key={link.link}>
          <LinkIcon link={link.link} />
          <span>
            {names.in(link)}{' '}
            <small>{standingOf(link, ticket.handoffs).unit ?? link.unit?.name ?? t('components:noUnit')}</small>
            {link.evidence !== '' && <p>{link.evidence}</p>}
          </span>
          <LinkStateLabel state={standingOf(link, ticket.handoffs).state} />
        </li>
      ))}
    </ol>
  );
}

/** Whom to call, and which terminal stands where. */
function Facts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { terminal, site, contact } = ticket;
  const facts: [string, React.ReactNode][] = [];
  if (contact.phone !== '') {
    const call = (
      <Personal
        tel
        value={contact.phone}
        hidden={{ of: 'ticket', id: ticket.id, field: 'contactPhone' }}
        name={t('personal:phone', { who: contact.name })}
      />
    );
    facts.push([
      t('inbox:contact'),
      <>
        {contact.name} {call}
      </>,
    ]);
  }
  if (terminal) {
    facts.push([t('inbox:terminal'), `${terminal.maker} ${terminal.model} · ${terminal.number}`]);
    const sky = [terminal.satellite, terminal.beam, terminal.gateway].filter((word) => word !== '');
    if (sky.length > 0) facts.push([t('inbox:sky'), sky.join(' · ')]);
  }
  if (site) facts.push([t('inbox:site'), `${site.name} · ${placeWords(site, language)}`]);
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
