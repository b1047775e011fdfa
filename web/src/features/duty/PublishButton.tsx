import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Roster } from '@/api/types';
import { useChange } from '@/components/useChange';
import { publish, touches } from './api';
import { Wrong } from './Wrong';

/** Lets the drafts that are seen hold, and tells people; asks first where something is wrong. */
export function PublishButton({ roster }: { roster: Roster }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const { unit, from, to, problems, gaps, changes } = roster;
  const send = useChange((despite: boolean) => publish(unit.id, from, to, despite), {
    touches,
    onDone: ({ people }) => void message.success(t('duty:published', { count: people })),
  });
  const ask = () =>
    void modal.confirm({
      title: t('duty:publishAsk', { from, to, count: changes }),
      content: problems.length + gaps.length > 0 ? <Wrong roster={roster} /> : t('duty:publishHint'),
      okText: t(problems.length > 0 ? 'duty:publishDespite' : 'duty:publish'),
      cancelText: t('common:cancel'),
      width: 520,
      onOk: () => send.mutateAsync(problems.length > 0).catch(() => undefined),
    });
  return (
    <Button type="primary" size="small" disabled={changes === 0} loading={send.isPending} onClick={ask}>
      {changes === 0 ? t('duty:publish') : t('duty:publishSome', { count: changes })}
    </Button>
  );
}
