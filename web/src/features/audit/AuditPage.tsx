import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { staffQuery, unitsQuery } from '@/api/org';
import { useMay } from '@/api/session';
import { DataTable } from '@/components/DataTable';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import styles from './Audit.module.css';
import { auditQuery, type Entry, isProgram, pretty } from './audit';
import { factsOf, objectOf, type Voice } from './facts';

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

function useVoice(): Voice {
  const { t } = useTranslation();
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: staff = [] } = useQuery(staffQuery({}));
  return { t, names: useNames(), language: useLanguage(), units, staff };
}

function List() {
  const { t } = useTranslation();
  const voice = useVoice();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(auditQuery);
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={14} />;
  return (
    <Panel>
      <DataTable<Entry>
        rowKey="id"
        pagination={false}
        dataSource={data.pages.flatMap((page) => page.items)}
        locale={{ emptyText: <EmptyState title={t('audit:none')} /> }}
        expandable={{
          columnTitle: <span className="visuallyHidden">{t('audit:record')}</span>,
          columnWidth: 40,
          expandedRowRender: (entry) => <Whole entry={entry} voice={voice} />,
        }}
        columns={[
          { title: t('audit:seq'), dataIndex: 'id', align: 'right', width: 64 },
          { title: t('audit:at'), key: 'at', width: 172, render: (_, entry) => <Time at={entry.at} as="exact" /> },
          {
            title: t('audit:actor'),
            key: 'actor',
            width: 110,
            render: (_, entry) => (isProgram(entry) ? t('audit:program') : entry.actor),
          },
          { title: t('audit:what'), key: 'action', width: 150, render: (_, entry) => actionOf(entry, voice) },
          { title: t('audit:object'), key: 'object', width: 200, render: (_, entry) => objectOf(entry, voice) },
          {
            title: t('audit:detail'),
            key: 'detail',
            render: (_, entry) => (
              <span className={styles.clip}>
                {factsOf(entry, voice)
                  .map(({ name, value }) => `${name} ${value}`)
                  .join(' · ')}
              </span>
            ),
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

function actionOf(entry: Entry, { t }: Voice): string {
  return t(`audit:action.${entry.action.replace('.', '-')}`, { defaultValue: t('audit:otherAction') });
}

/** All that an entry says, and the record itself as it was chained. */
function Whole({ entry, voice }: { entry: Entry; voice: Voice }) {
  const { t } = useTranslation();
  return (
    <div className={styles.whole}>
      <dl>
        {factsOf(entry, voice).map(({ name, value }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
        <dt>{t('audit:hash')}</dt>
        <dd className={styles.quiet}>{entry.hash}</dd>
      </dl>
      <details>
        <summary>{t('audit:record')}</summary>
        <pre>{pretty(entry.detail)}</pre>
      </details>
    </div>
  );
}
