import { useTranslation } from 'react-i18next';
import type { BulkItem } from '@/api/types';
import { listWords, useLanguage } from '@/i18n/language';
import { byReason, receivers } from './api';
import styles from './Bulk.module.css';

/** How many numbers stand beside a reason. */
const shown = 6;

/** Why some were refused, each reason once with the tickets that it holds for. */
export function Reasons({ items }: { items: BulkItem[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const groups = byReason(items);
  if (groups.length === 0) return null;
  return (
    <ul className={styles.reasons}>
      {groups.map(({ why, items: found }) => {
        const numbers = found
          .map((one) => one.number || t('bulk:notFound'))
          .filter((n, i, all) => all.indexOf(n) === i);
        return (
          <li key={why}>
            {why}
            <small>
              {listWords(numbers.slice(0, shown), language)}
              {numbers.length > shown && ` ${t('bulk:andMore', { count: numbers.length })}`}
            </small>
          </li>
        );
      })}
    </ul>
  );
}

/** Who gets how many. */
export function Receivers({ items }: { items: BulkItem[] }) {
  const { t } = useTranslation();
  const all = receivers(items);
  if (all.length === 0) return null;
  return (
    <ul className={styles.gets}>
      {all.map(({ name, count }) => (
        <li key={name ?? ''}>{name === null ? t('bulk:toQueue', { count }) : t('bulk:gets', { name, count })}</li>
      ))}
    </ul>
  );
}
