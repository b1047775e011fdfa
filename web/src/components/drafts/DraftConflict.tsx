import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../Time';
import styles from './DraftConflict.module.css';

interface ConflictProps {
  mine: string;
  theirs: string;
  at: string;
  onMine: () => void;
  onTheirs: () => void;
  /** A third way, such as both one after the other. */
  other: ReactNode;
}

/** The same draft was changed in another window: both texts, to choose from. Until then nothing is overwritten. */
export function DraftConflict({ mine, theirs, at, onMine, onTheirs, other }: ConflictProps) {
  const { t } = useTranslation();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={
        <>
          {t('drafts:elsewhere')} · <Time at={at} />
        </>
      }
      description={
        <div className={styles.both}>
          <section aria-label={t('drafts:here')}>
            <h3>{t('drafts:here')}</h3>
            <p>{mine}</p>
            <Button size="small" onClick={onMine}>
              {t('drafts:takeHere')}
            </Button>
          </section>
          <section aria-label={t('drafts:there')}>
            <h3>{t('drafts:there')}</h3>
            <p>{theirs}</p>
            <Button size="small" onClick={onTheirs}>
              {t('drafts:takeThere')}
            </Button>
          </section>
          <div className={styles.other}>{other}</div>
        </div>
      }
    />
  );
}

/** Where what is typed stands: words for beside the text. */
export function DraftPlace({ savedAt, isUnsaved }: { savedAt: string | undefined; isUnsaved: boolean }) {
  const { t } = useTranslation();
  if (isUnsaved) return <span className={styles.place}>{t('drafts:onDevice')}</span>;
  if (savedAt === undefined) return null;
  return (
    <span className={styles.place}>
      {t('drafts:saved')} · <Time at={savedAt} />
    </span>
  );
}
