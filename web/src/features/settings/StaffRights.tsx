import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { permissionsQuery, rightsQuery, useIn } from '@/api/org';
import type { Right, Staff } from '@/api/types';
import { Sheet } from '@/components/Sheet';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { listWords, useLanguage } from '@/i18n/language';
import styles from './Roles.module.css';
import pageStyles from './Settings.module.css';

/** What a person may do, how far it reaches, and by which posts. */
export function StaffRights({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(rightsQuery(staff.id));
  return (
    <Sheet onClose={onClose} title={t('settings:rights.title', { name: staff.name })}>
      {error && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={10} />}
      {data?.disabled && <p className={pageStyles.warning}>{t('settings:rights.disabled')}</p>}
      {data?.rights.length === 0 && (
        <EmptyState title={t('settings:rights.none')} hint={t('settings:rights.noneHint')} />
      )}
      {data !== undefined && (
        <ul className={styles.rights}>
          {data.rights.map((right) => (
            <Line key={right.permission} right={right} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Line({ right }: { right: Right }) {
  const { t } = useTranslation();
  const say = useIn();
  const language = useLanguage();
  const { data: groups = [] } = useQuery(permissionsQuery);
  const text = groups.flatMap((group) => group.permissions).find((one) => one.code === right.permission);
  const posts = right.posts.map((post) =>
    t('settings:rights.post', {
      post: `${say(post.role)} ${post.unit.name}`,
      scope: t(`settings:scopeShort.${post.scope}`),
    }),
  );
  return (
    <li>
      <span className={styles.name}>{text ? say(text) : right.permission}</span>{' '}
      {text?.sensitive && <span className={styles.sensitive}>{t('settings:roles.sensitive')}</span>}
      <span className={styles.where}>{say(right.where)}</span>
      {text && <span className={styles.about}>{say(text.about)}</span>}
      <span className={styles.by}>{t('settings:rights.by', { posts: listWords(posts, language) })}</span>
    </li>
  );
}
