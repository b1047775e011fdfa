import styles from './Tags.module.css';

/** A ticket's tags in a list: as many as there is room for. */
export function TagChips({ tags }: { tags: string[] }) {
  if (tags.length === 0) return null;
  return (
    <span className={styles.few} title={tags.join(' · ')}>
      {tags.map((tag) => (
        <span key={tag} className={styles.small}>
          {tag}
        </span>
      ))}
    </span>
  );
}
