import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
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
import { SearchBox } from '@/components/SearchBox';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useListKeys } from '@/components/useListKeys';
import styles from './CustomersPage.module.css';

/** Customers by name, number and tier. */
export function CustomersPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/customers' });
  const navigate = useNavigate();
  const mayWrite = useMay('customer.write');
  const [adding, setAdding] = useState(false);
  const filter = useMemo(() => ({ q: search.q, tier: search.tier }), [search.q, search.tier]);
  const change = (next: CustomerFilter) =>
    void navigate({ to: '/customers', search: { ...filter, ...next }, replace: true });
  return (
    <Page
      title={t('customers:title')}
      extra={
        <>
          <SearchBox
            className={styles.words}
            label={t('customers:words')}
            value={filter.q ?? ''}
            onChange={(q) => change({ q: q || undefined })}
          />
          <CodeSelect
            list="tiers"
            allowClear
            placeholder={t('customers:anyTier')}
            aria-label={t('components:customer.tier')}
            style={{ width: 120 }}
            value={filter.tier}
            onChange={(tier) => change({ tier })}
          />
          {mayWrite && (
            <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t('customers:add')}
            </Button>
          )}
        </>
      }
    >
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
              {['name', 'number', 'kind', 'industry', 'unit'].map((name) => (
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
    </tr>
  );
}
