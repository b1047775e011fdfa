import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { InboxRow } from '@/api/types';
import { PriorityBadge, TierBadge } from '@/components/Badges';
import { ChainStrip } from '@/components/Chain';
import { Clock } from '@/components/Clock';
import { clockOf } from '@/components/handoff/clock';
import { HandoffActions } from '@/components/handoff/HandoffActions';
import { useWaitSentence, waitsOf } from '@/components/waits';
import styles from './Inbox.module.css';

interface HandoffRowProps {
  row: InboxRow;
  index: number;
  /** The keys point at it. */
  pointed: boolean;
  /** It is open beside the list. */
  chosen: boolean;
  onPoint: () => void;
  onOpen: () => void;
}

/** One handoff in the inbox: how long the unit has, what it is asked, on which ticket, and what to do now. */
export function HandoffRow({ row, index, pointed, chosen, onPoint, onOpen }: HandoffRowProps) {
  const { t } = useTranslation();
  const names = useNames();
  const clock = clockOf(row);
  const links = row.links.map((link) => names.of('links', link)).join(t('inbox:comma'));
  const marks = [
    row.assignee && t('inbox:by', { name: row.assignee.name }),
    row.urges > 0 && t('handoff:urges', { count: row.urges }),
    row.binding && t('inbox:binding'),
  ].filter((word) => word !== null && word !== false);
  const sentence = useWaitSentence();
  const waits = waitsOf(row.id, row.ticket.where);
  const look = `${styles.row} ${pointed ? styles.pointed : ''} ${chosen ? styles.chosen : ''}`;
  return (
    <li data-row={index} className={look} onFocus={onPoint}>
      <span className={styles.clock}>
        {clock !== null && <Clock promise={clock} named layout="stacked" />}
        <span className={styles.quiet}>{t(`handoff:status.${row.status}`)}</span>
      </span>
      <span className={styles.matter}>
        <span className={styles.subject}>
          <PriorityBadge priority={row.ticket.priority} />
          <button type="button" className={styles.open} aria-expanded={chosen} onClick={onOpen}>
            {row.ticket.subject}
          </button>
          {row.urged && <span className={styles.urged}>{t('components:urged')}</span>}
          {row.ticket.urged && <span className={styles.urged}>{t('inbox:customerUrged')}</span>}
        </span>
        <span className={styles.request}>{row.request}</span>
        <span className={styles.under}>
          <span className={styles.number}>{row.ticketNumber}</span>
          <span>{names.of('kinds', row.ticket.kind)}</span>
          {row.ticket.customerName !== '' && <span className={styles.cut}>{row.ticket.customerName}</span>}
          <TierBadge tier={row.ticket.tier} />
        </span>
      </span>
      <span className={styles.where}>
        <span>
          <b>{links}</b> · {row.unit}
        </span>
        <ChainStrip links={row.ticket.chain} handoffs={[row]} />
        <span className={styles.quiet}>{marks.join(' · ')}</span>
        {waits.map((wait) => (
          <span key={wait.kind + wait.unit} className={wait.kind === 'for' ? styles.waits : styles.quiet}>
            {sentence(wait)}
          </span>
        ))}
      </span>
      <span className={styles.actions}>
        <HandoffActions handoff={row} />
      </span>
    </li>
  );
}
