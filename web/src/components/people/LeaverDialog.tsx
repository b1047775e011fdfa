import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import type { Bulk, Leaving, LeavingPreview, Staff } from '@/api/types';
import { newKey } from '@/components/bulk/api';
import { Run } from '@/components/bulk/Run';
import { SharePlan } from '@/components/bulk/ShareDialog';
import { sentenceOf } from '@/components/states';
import styles from './People.module.css';
import { leave, previewLeaving } from './people';

/** A person leaves the house: what is left behind is seen, goes to others, and the account ends, in one act. */
export function LeaverDialog({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [plan, setPlan] = useState<Omit<Leaving, 'version'>>({});
  const [key] = useState(newKey);
  const [begun, setBegun] = useState<Bulk>();
  const body: Leaving = { ...plan, version: staff.version };
  const preview = useQuery({
    queryKey: keys.leaving(staff.id, plan),
    queryFn: () => previewLeaving(staff.id, plan),
    placeholderData: keepPreviousData,
    enabled: begun === undefined,
  });
  const run = useMutation({
    mutationFn: () => leave(staff.id, body, key),
    onSuccess: ({ bulk }) => {
      void client.invalidateQueries({ queryKey: ['org'] });
      void message.success(t('people:leaver.done'));
      if (bulk) setBegun(bulk);
      else onClose();
    },
    onError: (error) => void message.error(sentenceOf(error), 6),
  });
  const ready = preview.data !== undefined && preview.data.cannot === 0 && !preview.data.more;
  return (
    <Modal
      open
      width={680}
      title={t('people:leaver.title', { name: staff.name })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        begun ? (
          <Button type="primary" onClick={onClose}>
            {t('common:close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button
              type="primary"
              danger
              disabled={!ready || preview.isFetching}
              loading={run.isPending}
              onClick={() => run.mutate()}
            >
              {t('people:leaver.run')}
            </Button>
          </>
        )
      }
    >
      {begun ? (
        <Run begun={begun} />
      ) : (
        <>
          <p className={styles.quiet}>{t('people:leaver.intro')}</p>
          {preview.data && <Has left={preview.data.left} />}
          <SharePlan
            from={staff}
            unit={staff.unit}
            preview={preview.data}
            error={preview.error}
            nothing={t('people:leaver.nothing')}
            onPlan={setPlan}
          />
        </>
      )}
    </Modal>
  );
}

const counted = [
  'tokens',
  'sessions',
  'factors',
  'standsIn',
  'drafts',
  'watches',
  'sharedViews',
  'ownViews',
  'ownPhrases',
  'offers',
] as const;

/** What the account holds, and what becomes of it; what is none is not said. */
function Has({ left }: { left: LeavingPreview['left'] }) {
  const { t } = useTranslation();
  const lines = counted
    .filter((name) => left[name] > 0)
    .map((name) => t(`people:leaver.${name}`, { count: left[name] }));
  if (left.posts.length > 0) lines.unshift(t('people:leaver.posts', { count: left.posts.length }));
  if (lines.length === 0) return null;
  return (
    <>
      <div>{t('people:leaver.has')}</div>
      <ul className={styles.facts}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
