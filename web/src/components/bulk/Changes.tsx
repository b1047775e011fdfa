import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { BulkChange, BulkItem } from '@/api/types';
import { listWords, useLanguage } from '@/i18n/language';
import styles from './Bulk.module.css';

/** How many tickets are told one by one. */
const shown = 200;

/** Ticket by ticket what would be altered, from what to what. */
export function Changes({ items }: { items: BulkItem[] }) {
  const { t } = useTranslation();
  const say = useChangeWords();
  const can = items.filter(({ state }) => state !== 'refused');
  if (can.length === 0) return null;
  return (
    <section className={styles.items} aria-label={t('bulk:changes')}>
      <ul>
        {can.slice(0, shown).map((item) => (
          <li key={item.ticketId}>
            <span className={styles.matter}>
              <span className={styles.number}>{item.number}</span>
              <span title={item.subject}>{item.subject}</span>
            </span>
            <span className={styles.change}>
              {item.changes.map((change) => (
                <span key={change.field}>{say(change)}</span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {can.length > shown && <p className={styles.rest}>{t('bulk:rest', { count: can.length - shown })}</p>}
    </section>
  );
}

/** Says one change: 优先级:一般 → 特急. */
function useChangeWords(): (change: BulkChange) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const nameOf = (field: BulkChange['field'], value: string) => {
    if (field === 'priority') return names.of('priorities', value);
    if (field === 'category') return names.of('categories', value);
    if (field === 'status') return t(`components:status.${value}`);
    return field === 'clock' ? t(`bulk:clock.${value}`) : value;
  };
  return ({ field, from, to }) => {
    const [before, after] = [from, to].map((values) =>
      values.length === 0
        ? t('bulk:none')
        : listWords(
            values.map((value) => nameOf(field, value)),
            language,
          ),
    );
    // An urge and an offer are made; there is nothing that they take the place of.
    const key = (field === 'urged' || field === 'offered') && from.length === 0 ? 'made' : 'altered';
    return t(`bulk:${key}`, { field: t(`bulk:field.${field}`), before, after });
  };
}
