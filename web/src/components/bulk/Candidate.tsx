import type { ReactNode } from 'react';
import styles from './Bulk.module.css';

/** A person who could take something over, and how much he has already. */
export function Candidate({ label, load = '' }: { label: ReactNode; load?: string }) {
  return (
    <span className={styles.candidate}>
      <span>{label}</span>
      {load !== '' && <span className={styles.load}>{load}</span>}
    </span>
  );
}
