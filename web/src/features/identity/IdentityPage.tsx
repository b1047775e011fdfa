import { SettingOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Select } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import { TierBadge } from '@/components/Badges';
import { DataTable } from '@/components/DataTable';
import { rulesQuery, type Task, type TaskFilter, tasksQuery } from '@/components/identity/api';
import type { Dialog } from '@/components/identity/Dialogs';
import { enforcing, stepsOf, waits } from '@/components/identity/words';
import { Page, Panel } from '@/components/Page';
import { UnitPicker } from '@/components/pickers';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import styles from './IdentityPage.module.css';

const Dialogs = lazy(() => import('@/components/identity/Dialogs'));

const conditions = ['state', 'reason', 'unit', 'ripe'] as const satisfies (keyof TaskFilter)[];
const states = ['open', 'noticed', 'limited', 'suspended', 'done', 'cancelled'] as const;
const reasons = ['expiry', 'periodic', 'transfer', 'missing', 'doubt'] as const;

/** The customers who are to be checked anew, by the day on which they are due. */
export function IdentityPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/identity' });
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<Dialog>();
  const filter = useMemo<TaskFilter>(
    () => Object.fromEntries(conditions.filter((name) => search[name]).map((name) => [name, search[name]])),
    [search],
  );
  const change = (part: TaskFilter) =>
    void navigate({ to: '/identity', search: { ...filter, ...part }, replace: true });
  return (
    <Page title={t('identity:page')} extra={<RulesButton onOpen={setDialog} />}>
      <fieldset className={styles.filters} aria-label={t('identity:filters')}>
        <Select
          allowClear
          aria-label={t('identity:column.state')}
          placeholder={t('identity:waiting')}
          value={filter.state}
          onChange={(state?: string) => change({ state })}
          options={states.map((value) => ({ value, label: t(`identity:taskState.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('identity:column.reason')}
          placeholder={t('identity:anyReason')}
          value={filter.reason}
          onChange={(reason?: string) => change({ reason })}
          options={reasons.map((value) => ({ value, label: t(`identity:why.${value}`) }))}
        />
        <UnitPicker
          allowClear
          placeholder={t('identity:anyUnit')}
          aria-label={t('identity:anyUnit')}
          value={filter.unit}
          onChange={(unit) => change({ unit })}
        />
        <Checkbox
          className={styles.check}
          checked={filter.ripe === 'true'}
          onChange={({ target }) => change({ ripe: target.checked ? 'true' : undefined })}
        >
          {t('identity:onlyRipe')}
        </Checkbox>
      </fieldset>
      <List filter={filter} onDo={setDialog} />
      {dialog && (
        <Suspense>
          <Dialogs dialog={dialog} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
    </Page>
  );
}

function RulesButton({ onOpen }: { onOpen: (dialog: Dialog) => void }) {
  const { t } = useTranslation();
  const may = useMay('rules.manage');
  const { data } = useQuery({ ...rulesQuery, enabled: may });
  if (!may) return null;
  return (
    <Button
      icon={<SettingOutlined />}
      disabled={data === undefined}
      onClick={() => data && onOpen({ what: 'rules', rules: data })}
    >
      {t('identity:rules')}
    </Button>
  );
}

function List({ filter, onDo }: { filter: TaskFilter; onDo: (dialog: Dialog) => void }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(tasksQuery(filter));
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <LoadingState rows={10} />;
  return (
    <Panel>
      <DataTable<Task>
        rowKey="id"
        pagination={false}
        named={['due', 'next']}
        dataSource={list.data.pages.flatMap((page) => page.items)}
        locale={{ emptyText: <EmptyState title={t('identity:none')} hint={t('identity:noneHint')} /> }}
        columns={[
          {
            title: t('identity:column.customer'),
            key: 'customer',
            render: (_, { customer, tier }) => (
              <div className={styles.customer}>
                <Link to="/customers/$id" params={{ id: customer.id }}>
                  {customer.name}
                </Link>
                <TierBadge tier={tier} />
              </div>
            ),
          },
          {
            title: t('identity:column.reason'),
            key: 'reason',
            render: (_, { reason, note }) => (
              <>
                {t(`identity:why.${reason}`)} <small className={styles.quiet}>{note}</small>
              </>
            ),
          },
          {
            title: t('identity:column.state'),
            key: 'state',
            render: (_, { state }) => t(`identity:taskState.${state}`),
          },
          { title: t('identity:column.due'), dataIndex: 'dueOn', key: 'due' },
          { title: t('identity:column.unit'), key: 'unit', render: (_, { unit }) => unit.name },
          {
            title: t('identity:column.next'),
            key: 'next',
            align: 'right',
            render: (_, task) => <Next task={task} onDo={onDo} />,
          },
        ]}
      />
      {list.hasNextPage && (
        <div className={styles.foot}>
          <Button type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('identity:more')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

/** The next step, or from when on it may be taken. */
function Next({ task, onDo }: { task: Task; onDo: (dialog: Dialog) => void }) {
  const { t } = useTranslation();
  const step = stepsOf(task)[0];
  if (step === undefined) return null;
  const words = t(`identity:step.${step}`);
  if (waits(step, task))
    return (
      <span className={styles.quiet}>
        {words} · {t('identity:notBefore', { day: task.stepOn })}
      </span>
    );
  if (!(enforcing(step) ? task.may.enforce : task.may.keep)) return <span className={styles.quiet}>{words}</span>;
  return (
    <Button size="small" onClick={() => onDo({ what: 'step', task, step })}>
      {words}
    </Button>
  );
}
