import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './FileList.module.css';
import { sizeWords } from './files';
import type { Upload } from './useUploads';

/** Files on their way: how far, and a way to stop. */
export function Uploads({ uploads }: { uploads: Upload[] }) {
  const { t } = useTranslation();
  if (uploads.length === 0) return null;
  return (
    <ul className={styles.uploads} aria-label={t('files:sending')}>
      {uploads.map(({ key, name, size, received, stop }) => (
        <li key={key} className={styles.upload}>
          <span className={styles.name}>{name}</span>
          <Progress percent={Math.floor((100 * received) / size)} size="small" aria-label={name} />
          <span className={styles.facts}>{sizeWords(size)}</span>
          <Button size="small" type="text" onClick={stop} aria-label={`${t('files:stop')}: ${name}`}>
            {t('files:stop')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
