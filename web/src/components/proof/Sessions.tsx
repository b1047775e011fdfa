import type { QueryKey } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Session } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import styles from './Proof.module.css';

interface SessionsProps {
  sessions: Session[];
  end: (id: string) => Promise<void>;
  touches: QueryKey[];
}

/** Where somebody is logged in; every session but the one that looks can be ended. */
export function Sessions({ sessions, end, touches }: SessionsProps) {
  const { t } = useTranslation();
  const change = useChange(end, { touches, done: t('proof:sessions.ended') });
  return (
    <DataTable<Session>
      named={['since', 'seen']}
      rowKey="id"
      pagination={false}
      dataSource={sessions}
      locale={{ emptyText: <EmptyState title={t('proof:sessions.none')} /> }}
      columns={[
        {
          title: t('proof:sessions.device'),
          key: 'device',
          render: (_, row) => (
            <>
              {row.device || t('proof:sessions.unknown')}{' '}
              {row.current && <span className={styles.here}>{t('proof:sessions.current')}</span>}
            </>
          ),
        },
        { title: t('proof:sessions.address'), dataIndex: 'address' },
        {
          title: t('proof:sessions.since'),
          key: 'since',
          render: (_, row) => <Time at={row.since} as="exact" />,
        },
        { title: t('proof:sessions.seen'), key: 'seen', render: (_, row) => <Time at={row.lastSeen} /> },
        {
          title: t('settings:actions'),
          key: 'actions',
          className: styles.actionsCell,
          align: 'right',
          width: 90,
          render: (_, row) =>
            !row.current && (
              <Popconfirm
                title={t('proof:sessions.endAsk')}
                description={t('proof:sessions.endHint')}
                okText={t('proof:sessions.end')}
                cancelText={t('common:cancel')}
                onConfirm={() => change.mutateAsync(row.id).catch(() => undefined)}
              >
                <Button
                  size="small"
                  type="text"
                  danger
                  aria-label={`${t('proof:sessions.end')}: ${row.device || t('proof:sessions.unknown')} ${row.address}`}
                >
                  {t('proof:sessions.end')}
                </Button>
              </Popconfirm>
            ),
        },
      ]}
    />
  );
}
