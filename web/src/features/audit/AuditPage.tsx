import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import styles from './Audit.module.css';
import { auditQuery, type Entry, pretty } from './audit';

/** Who did what to the system itself. What is done on tickets stands on the tickets. */
export function AuditPage() {
  const { t } = useTranslation();
  const may = useMay('audit.read');
  if (!may) return <EmptyState title={t('audit:mayNot')} hint={t('audit:mayNotHint')} />;
  return (
    <Page title={t('audit:title')}>
      <p className={styles.intro}>{t('audit:intro')}</p>
      <List />
    </Page>
  );
}

function List() {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(auditQuery);
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={14} />;
  return (
    <Panel>
      <Table<Entry>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={data.pages.flatMap((page) => page.items)}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <EmptyState title={t('audit:none')} /> }}
        expandable={{
          columnTitle: t('audit:detail'),
          columnWidth: 64,
          expandedRowRender: (entry) => <Detail entry={entry} />,
        }}
        columns={[
          { title: t('audit:seq'), dataIndex: 'id', align: 'right', width: 70 },
          { title: t('audit:at'), key: 'at', width: 150, render: (_, entry) => <Time at={entry.at} as="exact" /> },
          {
            title: t('audit:actor'),
            key: 'actor',
            width: 120,
            render: (_, entry) => entry.actor || t('audit:program'),
          },
          {
            title: t('audit:what'),
            key: 'action',
            width: 170,
            render: (_, entry) => t(`audit:action.${entry.action.replace('.', '-')}`, { defaultValue: entry.action }),
          },
          {
            title: t('audit:detail'),
            key: 'detail',
            render: (_, entry) => <span className={styles.clip}>{entry.detail}</span>,
          },
        ]}
      />
      {hasNextPage && (
        <div className={styles.more}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('audit:older')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Detail({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  return (
    <div className={styles.whole}>
      <pre>{pretty(entry.detail)}</pre>
      <div className={styles.quiet}>
        {entry.object} {entry.objectId}
      </div>
      <div className={styles.quiet}>
        {t('audit:hash')} {entry.hash}
      </div>
    </div>
  );
}
