import { ClockCircleOutlined, TagsOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { eventsQuery } from '@/api/tickets';
import type { Ticket, TicketEvent } from '@/api/types';
import { actorOf, changeLines, sentenceOf, textOf } from '@/components/events/eventWords';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { linesOf, type Only } from './story';
import styles from './Timeline.module.css';

const filters: Only[] = ['all', 'customer', 'internal', 'flow'];

/** What was said, done and found, newest first. */
export function Timeline({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<Only>('all');
  const { data, isPending, isError, error, refetch } = useQuery(eventsQuery(ticket.id));
  const lines = useMemo(() => linesOf(data ?? [], only), [data, only]);
  if (isPending) return <LoadingState />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <section aria-label={t('ticket:timeline')} className={styles.timeline}>
      <div className={styles.head}>
        <h2>{t('ticket:timeline')}</h2>
        <Segmented<Only>
          size="small"
          aria-label={t('ticket:filterLabel')}
          value={only}
          onChange={setOnly}
          options={filters.map((value) => ({ value, label: t(`ticket:filter.${value}`) }))}
        />
      </div>
      <ol className={styles.list}>
        {lines.map((line) =>
          'event' in line ? (
            <Entry key={line.event.id} event={line.event} />
          ) : (
            <Folded key={line.folded.at(-1)?.id} events={line.folded} sort={line.sort} />
          ),
        )}
      </ol>
      {lines.length === 0 && <p className={styles.none}>{t('ticket:nothing')}</p>}
    </section>
  );
}

const looks: Record<string, string | undefined> = {
  note: styles.note,
  reply: styles.said,
  message: styles.heard,
  'promise.breached': styles.bad,
};

function Entry({ event }: { event: TicketEvent }) {
  const { t } = useTranslation();
  const names = useNames();
  const now = useNow();
  const language = useLanguage();
  const voice = { t, names, now, language };
  const text = [...changeLines(event, voice), textOf(event)].filter((words) => words !== '').join('\n');
  return (
    <li className={`${styles.entry} ${looks[event.kind] ?? ''}`}>
      <div className={styles.line}>
        <b>{actorOf(event, t)}</b>
        {event.actor.unit !== '' && <span className={styles.quiet}>{event.actor.unit}</span>}
        <span>
          <Linked sentence={sentenceOf(event, voice)} event={event} />
        </span>
        <span className={styles.time}>
          <Time at={event.at} />
        </span>
      </div>
      {text !== '' && <p className={styles.text}>{text}</p>}
    </li>
  );
}

/** A sentence with the number of another ticket as a link to it. */
function Linked({ sentence, event }: { sentence: string; event: TicketEvent }) {
  const number = typeof event.data?.ticket === 'string' ? String(event.data.number) : '';
  const at = number === '' ? -1 : sentence.indexOf(number);
  if (at < 0) return sentence;
  return (
    <>
      {sentence.slice(0, at)}
      <Link to="/tickets/$id" params={{ id: number }}>
        {number}
      </Link>
      {sentence.slice(at + number.length)}
    </>
  );
}

/** Steps of clocks or changes of tags, folded to one line until somebody wants to read them. */
function Folded({ events, sort }: { events: TicketEvent[]; sort: 'clock' | 'mark' }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.folded}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {sort === 'clock' ? <ClockCircleOutlined aria-hidden="true" /> : <TagsOutlined aria-hidden="true" />}{' '}
        {t(`ticket:${sort}Steps`, { count: events.length })}
      </button>
      {open && (
        <ol className={styles.list}>
          {events.map((event) => (
            <Entry key={event.id} event={event} />
          ))}
        </ol>
      )}
    </li>
  );
}
