import { useTranslation } from 'react-i18next';
import type { Standing } from './linkWork';
import styles from './StateMark.module.css';

const shapes: Record<Standing, string> = {
  unknown: '',
  asked: '…',
  checking: '…',
  suspect: '?',
  cleared: '✓',
  faulty: '✕',
};

/** A link's state by shape and colour: an empty ring, … while a unit looks, ?, ✓ on a disc, ✕ on a square. */
export function StateMark({ state }: { state: Standing }) {
  return (
    <span className={`${styles.mark} ${styles[state]}`} aria-hidden="true">
      {shapes[state]}
    </span>
  );
}

/** The state's mark and word together. */
export function LinkStateLabel({ state }: { state: Standing }) {
  const { t } = useTranslation();
  return (
    <span className={styles.label}>
      <StateMark state={state} />
      <span className={styles[`${state}Word`]}>{t(`components:state.${state}`)}</span>
    </span>
  );
}
