import { useTranslation } from 'react-i18next';
import styles from './Tags.module.css';

/** How many tags a list names; of more it says how many. */
const named = 2;

/** A ticket's tags in a list: the first ones, and all of them in the tooltip. */
export function TagChips({ tags }: { tags: string[] }) {
  const { t } = useTranslation();
  if (tags.length === 0) return null;
  // A number for one that would have had the place itself says less than it.
  const shown = tags.length <= named + 1 ? tags : tags.slice(0, named);
  const more = tags.length - shown.length;
  return (
    <span className={styles.few} title={tags.join(' · ')}>
      {shown.map((tag) => (
        <span key={tag} className={styles.small}>
          {tag}
        </span>
      ))}
      {more > 0 && <span className={styles.more}>{t('components:moreTags', { count: more })}</span>}
    </span>
  );
}
