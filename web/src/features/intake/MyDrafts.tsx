import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { get, remove } from '@/api/client';
import { keys } from '@/api/keys';
import type { Items, KeptDraft } from '@/api/types';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import { type Draft, isEmpty } from './draft';
import styles from './Intake.module.css';
import { parseDraft } from './useIntakeDraft';

/** What a draft is told apart by. */
export const titleOf = (draft: Draft): string =>
  [draft.subject, draft.description, draft.contactName, draft.number, draft.contactPhone, draft.aboutNumber]
    .map((text) => text.trim().split('\n')[0] ?? '')
    .find((text) => text !== '') ?? '';

/** My other unfinished tickets, also from other machines: go on with one, or let it go. */
export function MyDrafts({ current, onGo }: { current: string; onGo: (draft: KeptDraft) => void }) {
  const { t } = useTranslation();
  const { data = [] } = useQuery({
    queryKey: keys.drafts,
    queryFn: async ({ signal }) => (await get<Items<KeptDraft>>('/drafts', { kind: 'intake' }, signal)).items,
  });
  const discard = useChange((key: string) => remove(`/drafts/intake/${key}`), { touches: [keys.drafts] });
  const others = data
    .filter((kept) => kept.thing !== current)
    .map((kept) => ({ kept, draft: parseDraft(kept.data, kept.thing) }))
    .filter(({ draft }) => !isEmpty(draft));
  if (others.length === 0) return null;
  return (
    <section className={styles.drafts} aria-label={t('intake:drafts')}>
      <span className={styles.quiet}>{t('intake:drafts')}</span>
      <ul>
        {others.map(({ kept, draft }) => (
          <li key={kept.thing}>
            <Button size="small" onClick={() => onGo(kept)}>
              <span className={styles.draftTitle}>{titleOf(draft) || t('intake:draftUntitled')}</span>
              <span className={styles.quiet}>
                <Time at={kept.updatedAt} as="short" />
              </span>
            </Button>
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('intake:draftDiscard', { title: titleOf(draft) || t('intake:draftUntitled') })}
              onClick={() => discard.mutate(kept.thing)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
