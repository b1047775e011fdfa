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
  /** The unit that owes it, before all else. */
  unit?: string;
  /** One line; two with the due time below; or as short as a list needs it. */
  layout?: 'line' | 'stacked' | 'brief';
}

/** A promise in words first, with a thin bar below: neutral to 70 %, amber to 100 %, red after. */
export function Clock({ promise, named = false, unit, layout = 'line' }: ClockProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const now = useNow();
  const reading = readClock(promise, now, language, t, (code) => names.of('pauses', code));
  const { main, detail } = layout === 'brief' ? reading.brief : reading;
  const due = promise.dueAt && t('components:clock.due', { when: exactWords(new Date(promise.dueAt)) });
  const title = [main === reading.main ? '' : reading.main, due].filter(Boolean).join('\n');
  return (
    <span className={`${styles.clock} ${styles[reading.tone]} ${styles[layout]}`} title={title || undefined}>
      <span className={styles.words}>
        {unit && <b>{unit} · </b>}
        {named && <span className={styles.kind}>{t(`components:promise.${promise.kind}`)} · </span>}
        <span className={styles.main}>{main}</span>
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
