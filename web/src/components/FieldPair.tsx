import type { ReactNode } from 'react';
import styles from './FieldPair.module.css';

/** Short fields of a form, two beside each other where there is room, so that a window needs no scrolling. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className={styles.pair}>{children}</div>;
}
