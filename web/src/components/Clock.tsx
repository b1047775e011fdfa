import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { PromiseBrief } from '@/api/types';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { exactWords } from '@/i18n/time';
import styles from './Clock.module.css';
import { readClock } from './clockWords';

interface ClockProps {
  promise: PromiseBrief;
  /** Puts the kind of the promise before the words: 答复 · 剩 3 小时. */
  named?: boolean;
  /** One line; two with the due time below; or as short as a list needs it. */
  layout?: 'line' | 'stacked' | 'brief';
}

/** A promise in words first, with a thin bar below: neutral to 70 %, amber to 100 %, red after. */
export function Clock({ promise, named = false, layout = 'line' }: ClockProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const now = useNow();
  const reading = readClock(promise, now, language, t, (code) => names.of('pauses', code));
  const detail = layout === 'brief' ? reading.brief : reading.detail;
  const title = promise.dueAt ? t('components:clock.due', { when: exactWords(new Date(promise.dueAt)) }) : undefined;
  return (
    <span className={`${styles.clock} ${styles[reading.tone]} ${styles[layout]}`} title={title}>
      <span className={styles.words}>
        {named && <span className={styles.kind}>{t(`components:promise.${promise.kind}`)} · </span>}
        <span className={styles.main}>{reading.main}</span>
        {detail !== '' && (
          <span className={styles.detail}>
            <span className={styles.dot}> · </span>
            {detail}
          </span>
        )}
      </span>
      {reading.tone !== 'done' && (
        <span className={styles.bar} aria-hidden="true">
          <span className={styles.used} style={{ width: `${reading.percent}%` }} />
        </span>
      )}
    </span>
  );
}
