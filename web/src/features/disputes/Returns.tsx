import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Dispute } from '@/api/types';
import { Time } from '@/components/Time';
import styles from './Disputes.module.css';

/** Which units gave the link back and why, oldest first. */
export function Returns({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <ul className={styles.returns} aria-label={t('disputes:returnedBy')}>
      {dispute.returns.map(({ unit, reason, text, at }) => (
        <li key={at + unit}>
          <b>{unit}</b> {t('disputes:gaveBack', { reason: names.of('returns', reason) })}
          <small className={styles.when}>
            {' · '}
            <Time at={at} as="day" />
          </small>
          {text !== '' && <q>{text}</q>}
        </li>
      ))}
    </ul>
  );
}
