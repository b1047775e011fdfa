import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Intake.module.css';

/** The element that takes the focus for a field: details.wanted is field-details-wanted. */
export function idOf(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

/** What ties a control to its label and to what is wrong with it. */
export function tied(name: string, wrong: string | undefined) {
  return {
    id: idOf(name),
    status: wrong === undefined ? undefined : ('error' as const),
    'aria-invalid': wrong !== undefined,
    'aria-describedby': wrong === undefined ? undefined : `${idOf(name)}-wrong`,
  };
}

interface LabelledProps {
  name: string;
  label: string;
  required?: boolean;
  wrong?: string;
  /** Several controls under one name, such as radio buttons. */
  group?: boolean;
  children: ReactNode;
}

/** A field with its name above and what is wrong with it below. */
export function Labelled({ name, label, required = false, wrong, group = false, children }: LabelledProps) {
  const { t } = useTranslation();
  const id = idOf(name);
  const title = (
    <>
      {label}
      {required && <span className={styles.required}>{t('intake:required')}</span>}
    </>
  );
  return (
    <div className={styles.field}>
      {group ? (
        <span id={`${id}-label`} className={styles.label}>
          {title}
        </span>
      ) : (
        <label htmlFor={id} className={styles.label}>
          {title}
        </label>
      )}
      {children}
      {wrong !== undefined && (
        <div id={`${id}-wrong`} className={styles.wrong} role="alert">
          {wrong}
        </div>
      )}
    </div>
  );
}

/** Moves the focus to a field: its control, or the chosen or first one of its group. */
export function focusField(name: string): void {
  const found = document.getElementById(idOf(name));
  if (found === null) return;
  const control = found.matches('input, textarea, button')
    ? found
    : (found.querySelector<HTMLElement>('input:checked') ??
      found.querySelector<HTMLElement>('input, textarea, button'));
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}
