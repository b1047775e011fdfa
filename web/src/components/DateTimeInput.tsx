import { lazy, Suspense } from 'react';
import styles from './DateTimeInput.module.css';
import type { DateTimeInputProps } from './DateTimePicker';

const Picker = lazy(() => import('./DateTimePicker').then((m) => ({ default: m.DateTimePicker })));

/** Chooses an instant by the date and time that the operator's clocks show then, wherever the browser stands. */
export function DateTimeInput(props: DateTimeInputProps) {
  return (
    <Suspense fallback={<span className={styles.place} />}>
      <Picker {...props} />
    </Suspense>
  );
}
