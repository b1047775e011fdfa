import type { Segment } from '@/api/types';
import styles from './Marked.module.css';

/** A text in which what was looked for stands out. */
export function Marked({ text }: { text: Segment[] }) {
  return text.map((segment, i) =>
    segment.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name
      <mark key={i} className={styles.hit}>
        {segment.text}
      </mark>
    ) : (
      segment.text
    ),
  );
}
