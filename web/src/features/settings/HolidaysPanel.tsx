import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { holidaysQuery, type Stretch, stretches } from './calendars';
import { ImportHolidays } from './ImportHolidays';
import styles from './Settings.module.css';

/** A year's public holidays and make-up working days. */
export function HolidaysPanel({ mayImport }: { mayImport: boolean }) {
  const { t } = useTranslation();
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(thisYear);
  const [importing, setImporting] = useState(false);
  const { data, error, refetch } = useQuery(holidaysQuery(year));
  const years = [
    ...new Set([...(data?.years ?? []).filter((one) => one >= thisYear - 1), thisYear, thisYear + 1]),
  ].sort();
  return (
    <Panel
      title={t('settings:holidays.title')}
      extra={
        <span className={styles.actions}>
          <Segmented
            size="small"
            aria-label={t('settings:holidays.year')}
            value={year}
            onChange={setYear}
            options={years}
          />
          {mayImport && (
            <Button size="small" onClick={() => setImporting(true)}>
              {t('settings:holidays.import')}
            </Button>
          )}
        </span>
      }
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={6} />}
      {data !== undefined && (
        <DataTable<Stretch>
          named={['count']}
          rowKey="from"
          pagination={false}
          dataSource={stretches(data.items)}
          locale={{ emptyText: t('settings:holidays.none', { year }) }}
          columns={[
            {
              title: t('settings:holidays.days'),
              key: 'days',
              width: 230,
              render: (_, row) => (row.from === row.to ? row.from : `${row.from} – ${row.to}`),
            },
            {
              title: t('settings:holidays.count'),
              key: 'count',
              width: 70,
              align: 'right',
              render: (_, row) => row.days,
            },
            {
              title: t('settings:holidays.kind'),
              key: 'kind',
              width: 180,
              render: (_, row) => <span className={styles.tag}>{t(`settings:holidays.${row.kind}`)}</span>,
            },
            { title: t('settings:holidays.name'), dataIndex: 'name' },
          ]}
        />
      )}
      {importing && <ImportHolidays onClose={() => setImporting(false)} />}
    </Panel>
  );
}
