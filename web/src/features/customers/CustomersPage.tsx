import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Modal, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { type CustomerFilter, customersQuery } from '@/api/customers';
import { useMay } from '@/api/session';
import type { CustomerRef } from '@/api/types';
import { TierBadge } from '@/components/Badges';
import { CodeSelect } from '@/components/CodeSelect';
import { NewCustomerForm } from '@/components/NewCustomerForm';
import { Page, Panel } from '@/components/Page';
import { StaffPicker, UnitPicker } from '@/components/pickers';
import { SearchBox } from '@/components/SearchBox';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useListKeys } from '@/components/useListKeys';
import styles from './CustomersPage.module.css';

const conditions = ['q', 'unit', 'kind', 'tier', 'manager', 'servicePlan'] as const satisfies (keyof CustomerFilter)[];

/** The filter in an address; what the list does not know is left out. */
const customerFilter = (search: Record<string, string | undefined>): CustomerFilter =>
  Object.fromEntries(conditions.filter((name) => search[name]).map((name) => [name, search[name]]));

/** Customers by all that the search knows of them, by unit, kind, tier and account manager. */
export function CustomersPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/customers' });
  const navigate = useNavigate();
  const mayWrite = useMay('customer.write');
  const [adding, setAdding] = useState(false);
  const filter = useMemo(() => customerFilter(search), [search]);
  const change = (next: CustomerFilter) =>
    void navigate({ to: '/customers', search: { ...filter, ...next }, replace: true });
  return (
    <Page
      title={t('customers:title')}
      extra={
        mayWrite && (
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('customers:add')}
          </Button>
        )
      }
    >
      <Filters filter={filter} onChange={change} />
      <List key={JSON.stringify(filter)} filter={filter} />
      <Modal open={adding} title={t('customers:add')} footer={null} destroyOnHidden onCancel={() => setAdding(false)}>
        <NewCustomerForm
          onCancel={() => setAdding(false)}
          onDone={(customer) => void navigate({ to: '/customers/$id', params: { id: customer.id } })}
        />
      </Modal>
    </Page>
  );
}

interface FiltersProps {
  filter: CustomerFilter;
  onChange: (part: CustomerFilter) => void;
}

/** Words and conditions; all of them stand in the address. */
function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.filters} aria-label={t('customers:filters')}>
      <SearchBox
        className={styles.words}
        label={t('customers:words')}
        hotkey="f"
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q: q || undefined })}
      />
      <UnitPicker
        allowClear
        placeholder={t('customers:anyUnit')}
        aria-label={t('customers:anyUnit')}
        value={filter.unit}
        onChange={(unit) => onChange({ unit })}
      />
      <Select
        allowClear
        placeholder={t('customers:anyKind')}
        aria-label={t('components:customer.kind')}
        value={filter.kind}
        onChange={(kind?: string) => onChange({ kind })}
        options={(['organisation', 'person'] as const).map((value) => ({
          value,
          label: t(`components:customer.${value}`),
        }))}
      />
      <CodeSelect
        list="tiers"
        allowClear
        placeholder={t('customers:anyTier')}
        aria-label={t('components:customer.tier')}
        value={filter.tier}
        onChange={(tier) => onChange({ tier })}
      />
      <CodeSelect
        list="servicePlans"
        allowClear
        placeholder={t('care:anyPlan')}
        aria-label={t('care:plan')}
        value={filter.servicePlan}
        onChange={(servicePlan) => onChange({ servicePlan })}
      />
      <StaffPicker
        allowClear
        placeholder={t('customers:anyManager')}
        aria-label={t('customers:anyManager')}
        value={filter.manager}
        onChange={(manager) => onChange({ manager })}
      />
    </fieldset>
  );
}

function List({ filter }: { filter: CustomerFilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useInfiniteQuery(customersQuery(filter));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { at, setAt, holder } = useListKeys(rows.length, {
    open: (i) => {
      const row = rows[i];
      if (row) void navigate({ to: '/customers/$id', params: { id: row.id } });
    },
  });
  if (list.error && rows.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Panel>
      {list.isPending ? (
        <LoadingState rows={14} />
      ) : rows.length === 0 ? (
        <EmptyState title={t('customers:empty')} hint={t('customers:emptyHint')} />
      ) : (
        <table className={styles.table} ref={holder}>
          <thead>
            <tr>
              {['name', 'number', 'kind', 'industry', 'unit', 'manager'].map((name) => (
                <th key={name} scope="col" className={styles[name]}>
                  {t(`customers:column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <Row key={row.id} row={row} index={i} pointed={i === at} onPoint={() => setAt(i)} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('customers:more')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Row({
  row,
  index,
  pointed,
  onPoint,
}: {
  row: CustomerRef;
  index: number;
  pointed: boolean;
  onPoint: () => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <tr data-row={index} className={pointed ? styles.pointed : undefined}>
      <td className={styles.name}>
        <Link to="/customers/$id" params={{ id: row.id }} onFocus={onPoint}>
          {row.name}
        </Link>{' '}
        <TierBadge tier={row.tier} />
        {row.tier === 'standard' && <span className="visuallyHidden">{names.of('tiers', row.tier)}</span>}
      </td>
      <td className={styles.number}>{row.number}</td>
      <td className={styles.kind}>{t(`components:customer.${row.kind}`)}</td>
      <td className={styles.industry}>{row.industry}</td>
      <td className={styles.unit}>{row.unit.name}</td>
      <td className={styles.manager}>{row.manager?.name}</td>
    </tr>
  );
}
