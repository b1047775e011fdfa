import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Page.module.css';

interface PageProps {
  /** The heading, also the browser tab's title. */
  title: string;
  /** Beside the heading. */
  extra?: ReactNode;
  children: ReactNode;
}

/** A page with its heading. Sets the browser tab's title. */
export function Page({ title, extra, children }: PageProps) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{title}</h1>
        {extra !== undefined && <div className={styles.extra}>{extra}</div>}
      </div>
      {children}
    </div>
  );
}

/** Puts a page's name into the browser tab. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  const product = t('common:product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}

/** A framed part of a page with its own heading. */
export function Panel({ title, extra, children }: { title?: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.panel}>
      {title !== undefined && (
        <div className={styles.panelHead}>
          <h2>{title}</h2>
          {extra}
        </div>
      )}
      {children}
    </section>
  );
}
