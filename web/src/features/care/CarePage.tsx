import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented, Select } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CareFilter, careKindsQuery, careTasksQuery, servicePlansQuery } from '@/api/care';
import { useNames } from '@/api/catalogue';
import { useMay } from '@/api/session';
import type { TaskDoing } from '@/components/care/TaskForms';
import { TaskLine } from '@/components/care/TaskLine';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import styles from './Care.module.css';

const TaskForms = lazy(() => import('@/components/care/TaskForms'));

const conditions = ['who', 'customer', 'owner', 'unit', 'kind', 'state', 'due', 'plan', 'outcome', 'ticket'] as const;

/** The filter in an address; without any it is what I owe. */
export function careFilter(search: Record<string, string | undefined>): CareFilter {
  const given = conditions.filter((name) => search[name]).map((name) => [name, search[name]]);
  return given.length === 0 ? { who: 'mine', state: 'open' } : Object.fromEntries(given);
}

/** What is owed to customers: mine, my unit's, overdue. */
export function CarePage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/care' });
  const navigate = useNavigate();
  const filter = useMemo(() => careFilter(search), [search]);
  const change = (part: CareFilter) => {
    const next = { ...filter, ...part };
    const empty = Object.values(next).every((value) => value === undefined);
    void navigate({ to: '/care', search: { ...next, ...(empty && { who: 'all' }) }, replace: true });
  };
  return (
    <Page title={t('care:title')}>
      <Filters filter={filter} onChange={change} />
      <List key={JSON.stringify(filter)} filter={filter.who === 'all' ? { ...filter, who: undefined } : filter} />
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: CareFilter; onChange: (part: CareFilter) => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { data: kinds = [] } = useQuery(careKindsQuery);
  const { data: plans = [] } = useQuery(servicePlansQuery);
  const words = (of: string, values: string[]) => values.map((value) => ({ value, label: t(`care:${of}.${value}`) }));
  const select = (name: keyof CareFilter, any: string, options: { value: string; label: string }[]) => (
    <Select
      allowClear
      placeholder={any}
      aria-label={any}
      value={filter[name]}
      onChange={(value?: string) => onChange({ [name]: value })}
      options={options}
    />
  );
  return (
    <fieldset className={styles.filters} aria-label={t('care:filters')}>
      <Segmented
        value={filter.who ?? 'all'}
        onChange={(who) => onChange({ who })}
        options={words('who', ['mine', 'unit', 'all'])}
      />
      {select('state', t('care:anyState'), words('state', ['open', 'done', 'won', 'lost', 'dropped']))}
      {select('due', t('care:anyDue'), words('dueIs', ['overdue', 'week']))}
      {select(
        'kind',
        t('care:anyKind'),
        kinds.map((kind) => ({ value: kind.code, label: names.in(kind) })),
      )}
      {select(
        'plan',
        t('care:anyPlan'),
        plans.map((plan) => ({ value: plan.id, label: names.in(plan) })),
      )}
      {select('outcome', t('care:anyOutcome'), words('outcomeIs', ['onTime', 'late', 'missed', 'ahead', 'dropped']))}
    </fieldset>
  );
}

function List({ filter }: { filter: CareFilter }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(careTasksQuery(filter));
  const mayDo = useMay('customer.write', 'handoff.work');
  const [doing, setDoing] = useState<TaskDoing>();
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.error && rows.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const act = (what: 'change' | 'end') =>
    mayDo ? (task: (typeof rows)[number]) => setDoing({ what, task }) : undefined;
  return (
    <Panel>
      {list.isPending && <LoadingState rows={10} />}
      {list.isSuccess && rows.length === 0 && <EmptyState title={t('care:empty')} hint={t('care:emptyHint')} />}
      <ul className={styles.rows}>
        {rows.map((task) => (
          <TaskLine key={task.id} task={task} named onEnd={act('end')} onChange={act('change')} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button type="text" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('care:more')}
        </Button>
      )}
      {doing && (
        <Suspense>
          <TaskForms doing={doing} onClose={() => setDoing(undefined)} />
        </Suspense>
      )}
    </Panel>
  );
}
