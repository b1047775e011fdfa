import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import styles from './Sheet.module.css';

/** A sheet at the side for something long to be read: it is scrolled by keys too. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Drawer open onClose={onClose} title={title} size={460} styles={{ body: { padding: 0 } }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={styles.sheet} aria-label={title} tabIndex={0}>
        {children}
      </section>
    </Drawer>
  );
}
