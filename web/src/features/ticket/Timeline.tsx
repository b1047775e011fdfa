import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { eventsQuery } from '@/api/tickets';
import type { Ticket, TicketEvent } from '@/api/types';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { type Only, passes, sentenceOf, textOf } from './eventWords';
import styles from './Timeline.module.css';

const filters: Only[] = ['all', 'customer', 'internal', 'flow'];

/** What was said, done and found, newest first. */
export function Timeline({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<Only>('all');
  const { data, isPending, isError, error, refetch } = useQuery(eventsQuery(ticket.id));
  if (isPending) return <LoadingState />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const shown = data.filter((event) => passes(event, only)).reverse();
  return (
    <section aria-label={t('ticket:timeline')} className={styles.timeline}>
      <div className={styles.head}>
        <h2>{t('ticket:timeline')}</h2>
        <Segmented<Only>
          size="small"
          value={only}
          onChange={setOnly}
          options={filters.map((value) => ({ value, label: t(`ticket:filter.${value}`) }))}
        />
      </div>
      <ol className={styles.list}>
        {shown.map((event) => (
          <Entry key={event.id} event={event} />
        ))}
      </ol>
      {shown.length === 0 && <p className={styles.none}>{t('ticket:nothing')}</p>}
    </section>
  );
}

function Entry({ event }: { event: TicketEvent }) {
  const { t } = useTranslation();
  const names = useNames();
  const now = useNow();
  const language = useLanguage();
  const text = textOf(event);
  const look =
    event.kind === 'note' ? styles.note : event.kind === 'reply' || event.kind === 'message' ? styles.said : '';
  return (
    <li className={`${styles.entry} ${look} ${event.kind === 'promise.breached' ? styles.bad : ''}`}>
      <div className={styles.line}>
        <b>{event.actor.name || t('ticket:system')}</b>
        {event.actor.unit !== '' && <span className={styles.quiet}>{event.actor.unit}</span>}
        <span>{sentenceOf(event, { t, names, now, language })}</span>
        <span className={styles.time}>
          <Time at={event.at} />
        </span>
      </div>
      {text !== '' && <p className={styles.text}>{text}</p>}
    </li>
  );
}
