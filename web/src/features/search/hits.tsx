import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { FoundCustomer, FoundTerminal, FoundTicket, Segment } from '@/api/types';
import { PriorityBadge, StatusBadge, TierBadge } from '@/components/Badges';
import { Marked } from '@/components/Marked';
import { Time } from '@/components/Time';
import styles from './SearchPage.module.css';

interface HitProps<T> {
  hit: T;
  pointed: boolean;
  /** Its place among all hits of the page. */
  index: number;
}

function Hit({
  index,
  pointed,
  title,
  facts,
  passage,
}: {
  index: number;
  pointed: boolean;
  title: ReactNode;
  facts: ReactNode;
  passage?: ReactNode;
}) {
  return (
    <li data-row={index} className={`${styles.hit} ${pointed ? styles.pointed : ''}`}>
      <div className={styles.head}>
        <span className={styles.title}>{title}</span>
        <span className={styles.facts}>{facts}</span>
      </div>
      {passage}
    </li>
  );
}

function Passage({ label, text }: { label: ReactNode; text: Segment[] }) {
  return (
    <p className={styles.passage}>
      <span className={styles.label}>{label}</span>
      <span>
        <Marked text={text} />
      </span>
    </p>
  );
}

/** A ticket that was found, with the passage of its story. */
export function TicketHit({ hit, pointed, index }: HitProps<FoundTicket>) {
  const { t, i18n } = useTranslation();
  const passage = hit.passage;
  const isNumber = passage?.where === 'number';
  const event = passage?.event;
  const kind = event?.kind.split('.')[0] ?? '';
  return (
    <Hit
      index={index}
      pointed={pointed}
      title={
        <>
          <Link to="/tickets/$id" params={{ id: hit.number }}>
            <Marked text={hit.title} />
          </Link>{' '}
          <PriorityBadge priority={hit.priority} />
        </>
      }
      facts={
        <>
          <span className={styles.number}>{isNumber ? <Marked text={passage.text} /> : hit.number}</span>
          {hit.customer && <span className={styles.customer}>{hit.customer.name}</span>}
          <TierBadge tier={hit.tier} />
          <Time at={hit.createdAt} as="short" />
          <StatusBadge status={hit.status} />
        </>
      }
      passage={
        passage &&
        !isNumber && (
          <Passage
            label={
              event ? (
                <>
                  {t(`search:event.${i18n.exists(`search:event.${kind}`) ? kind : 'other'}`)} · {event.actor} ·{' '}
                  <Time at={event.at} as="short" />
                </>
              ) : (
                t(`search:where.${passage.where}`)
              )
            }
            text={passage.text}
          />
        )
      }
    />
  );
}

/** A customer who was found. */
export function CustomerHit({ hit, pointed, index }: HitProps<FoundCustomer>) {
  const { t } = useTranslation();
  const passage = hit.passage;
  const isNumber = passage?.where === 'number';
  return (
    <Hit
      index={index}
      pointed={pointed}
      title={
        <>
          <Link to="/customers/$id" params={{ id: hit.id }}>
            <Marked text={hit.title} />
          </Link>{' '}
          <TierBadge tier={hit.tier} />
        </>
      }
      facts={
        <>
          <span className={styles.number}>{isNumber ? <Marked text={passage.text} /> : hit.number}</span>
          <span>{hit.unit.name}</span>
        </>
      }
      passage={passage && !isNumber && <Passage label={t(`search:where.${passage.where}`)} text={passage.text} />}
    />
  );
}

/** A terminal that was found; it opens its customer's page. */
export function TerminalHit({ hit, pointed, index }: HitProps<FoundTerminal>) {
  const { t } = useTranslation();
  const names = useNames();
  const passage = hit.passage;
  const isCustomer = passage?.where === 'customer';
  return (
    <Hit
      index={index}
      pointed={pointed}
      title={
        <Link to="/customers/$id" params={{ id: hit.customerId }} search={{ terminal: hit.id }}>
          <Marked text={hit.title} />
        </Link>
      }
      facts={
        <>
          <span>{[names.of('products', hit.product), hit.model].filter(Boolean).join(' · ')}</span>
          <span className={styles.customer}>{isCustomer ? <Marked text={passage.text} /> : hit.customer}</span>
        </>
      }
      passage={passage && !isCustomer && <Passage label={t(`search:where.${passage.where}`)} text={passage.text} />}
    />
  );
}
