import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Code, TicketStatus } from '@/api/types';
import styles from './Badges.module.css';

/** A customer's tier. The highest two stand out by weight, not by colour alone. */
export function TierBadge({ tier }: { tier: Code }) {
  const names = useNames();
  if (tier === '' || tier === 'standard') return null;
  return <span className={`${styles.tier} ${styles[tier] ?? ''}`}>{names.of('tiers', tier)}</span>;
}

/** A priority, shown only where it is not the usual one. */
export function PriorityBadge({ priority }: { priority: Code }) {
  const names = useNames();
  if (priority === 'normal' || priority === '') return null;
  return <span className={`${styles.priority} ${styles[priority] ?? ''}`}>{names.of('priorities', priority)}</span>;
}

/** Where a ticket is in its loop. */
export function StatusBadge({ status }: { status: TicketStatus }) {
  const { t } = useTranslation();
  return <Tag className={`${styles.status} ${styles[`is_${status}`]}`}>{t(`components:status.${status}`)}</Tag>;
}
