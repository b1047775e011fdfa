import { FileOutlined, LockOutlined, SendOutlined } from '@ant-design/icons';
import { Image } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '@/api/types';
import { Time } from '../Time';
import styles from './FileList.module.css';
import { contentAddress, pictureAddress, sizeWords } from './files';

/** Files with what they are, from whom, and who may see them. Pictures open large. */
export function FileList({ files }: { files: Attachment[] }) {
  const { t } = useTranslation();
  return (
    <Image.PreviewGroup>
      <ul className={styles.list}>
        {files.map((file) => (
          <li key={file.id} className={styles.file}>
            {file.preview ? (
              <Image src={pictureAddress(file)} alt={file.name} width={44} height={44} className={styles.picture} />
            ) : (
              <FileOutlined className={styles.icon} aria-hidden="true" />
            )}
            <div className={styles.words}>
              <a href={contentAddress(file)} download={file.name} title={`${file.name}\nSHA-256 ${file.sha256}`}>
                {file.name}
              </a>
              <div className={styles.facts}>
                {sizeWords(file.size)} · {file.unit === '' ? t('files:customer', { name: file.by }) : file.by} ·{' '}
                <Time at={file.at} as="short" />
              </div>
            </div>
            <span className={file.audience === 'public' ? styles.open : styles.inner}>
              {file.audience === 'public' ? <SendOutlined aria-hidden="true" /> : <LockOutlined aria-hidden="true" />}{' '}
              {t(`files:seenBy.${file.audience}`)}
            </span>
          </li>
        ))}
      </ul>
    </Image.PreviewGroup>
  );
}
