import { useTranslation } from 'react-i18next';
import type { LinkStateCode } from '@/api/types';
import styles from './StateMark.module.css';

const shapes: Record<LinkStateCode, string> = { unknown: '', suspect: '?', cleared: '✓', faulty: '✕' };

/** A link's state by shape and colour: an empty ring, ?, ✓ on a disc, ✕ on a square. */
export function StateMark({ state }: { state: LinkStateCode }) {
  return (
    <span className={`${styles.mark} ${styles[state]}`} aria-hidden="true">
      {shapes[state]}
    </span>
  );
}

/** The state's mark and word together. */
export function LinkStateLabel({ state }: { state: LinkStateCode }) {
  const { t } = useTranslation();
  return (
    <span className={styles.label}>
      <StateMark state={state} />
      <span className={styles[`${state}Word`]}>{t(`components:state.${state}`)}</span>
    </span>
  );
}
