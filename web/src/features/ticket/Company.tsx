import { EditOutlined, EyeOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { eventsQuery } from '@/api/tickets';
import type { Present, Ticket, TicketEvent } from '@/api/types';
import { textOf } from '@/components/events/eventWords';
import { listWords, useLanguage } from '@/i18n/language';
import styles from './Composer.module.css';

/** Who else has the ticket open, quietly. */
export function Others({ others }: { others: Present[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (others.length === 0) return null;
  const names = listWords(
    others.map((p) => p.name),
    language,
  );
  return (
    <span className={styles.others} role="status">
      <EyeOutlined aria-hidden="true" /> {t('ticket:alsoHere', { names })}
    </span>
  );
}

/** Who else is writing on it right now. */
export function Writers({ others }: { others: Present[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const lines = (['reply', 'note'] as const).flatMap((doing) => {
    const names = others.filter((p) => p.doing === doing).map((p) => p.name);
    return names.length > 0 ? [{ doing, names: listWords(names, language) }] : [];
  });
  return (
    <div role="status" className={styles.writers}>
      {lines.map(({ doing, names }) => (
        <div key={doing} className={doing === 'reply' ? styles.warns : undefined}>
          <EditOutlined aria-hidden="true" /> {t(`ticket:writes.${doing}`, { names })}
        </div>
      ))}
    </div>
  );
}

/** What others have told the customer, or he has written, since an event. */
export function newsSince(events: TicketEvent[], seq: number, meId: string): TicketEvent[] {
  return events.filter((e) => e.seq > seq && (e.kind === 'reply' || e.kind === 'message') && e.actor.id !== meId);
}

/** The last event that was there when the text was begun; of a text that came back, when it was last changed. */
export function knownAt(events: TicketEvent[], savedAt: string | undefined): number {
  const before = savedAt === undefined ? events : events.filter((e) => Date.parse(e.at) <= Date.parse(savedAt));
  return before.at(-1)?.seq ?? 0;
}

interface NewsProps {
  ticket: Ticket;
  text: string;
  savedAt: string | undefined;
}

/** Somebody else has answered, or the customer has written, while this text was being written: read it first. */
export function News({ ticket, text, savedAt }: NewsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { data } = useQuery(eventsQuery(ticket.id));
  const [known, setKnown] = useState<number>();
  const empty = text.trim() === '';
  if (data !== undefined && empty && known !== undefined) setKnown(undefined);
  if (data !== undefined && !empty && known === undefined) setKnown(knownAt(data, savedAt));
  if (data === undefined || empty || known === undefined) return null;
  const last = newsSince(data, known, me.id).at(-1);
  if (last === undefined) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t(`ticket:news.${last.kind}`, { name: last.actor.name || t('events:theCustomer') })}
      description={<span className={styles.newsText}>{textOf(last)}</span>}
      action={
        <Button size="small" onClick={() => setKnown(data.at(-1)?.seq ?? 0)}>
          {t('ticket:newsRead')}
        </Button>
      }
    />
  );
}
