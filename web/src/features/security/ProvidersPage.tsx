import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIn } from '@/api/org';
import { providersQuery, removeProvider } from '@/api/providers';
import { useMay } from '@/api/session';
import type { Provider } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { ProviderForm } from './ProviderForm';
import { newProvider } from './providers';
import styles from './Security.module.css';

/** By whom else people log in: OpenID providers and directories, and which posts their groups give. */
export function ProvidersPage() {
  const { t } = useTranslation();
  const may = useMay('security.manage');
  const [open, setOpen] = useState<Provider>();
  const { data, error, refetch } = useQuery({ ...providersQuery, enabled: may });
  if (!may) return <EmptyState title={t('security:providers.mayNot')} />;
  return (
    <Page
      title={t('security:providers.title')}
      extra={
        <div className={styles.acts}>
          <Button onClick={() => setOpen(newProvider('oidc'))}>{t('security:providers.addOidc')}</Button>
          <Button onClick={() => setOpen(newProvider('directory'))}>{t('security:providers.addDirectory')}</Button>
        </div>
      }
    >
      <p className={styles.intro}>{t('security:providers.intro')}</p>
      {error && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={4} />}
      {data && <List providers={data} onOpen={setOpen} />}
      {open && <ProviderForm provider={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function List({ providers, onOpen }: { providers: Provider[]; onOpen: (provider: Provider) => void }) {
  const { t } = useTranslation();
  const say = useIn();
  return (
    <Panel>
      <DataTable<Provider>
        named={['kind', 'state', 'people', 'grants']}
        rowKey="id"
        pagination={false}
        dataSource={providers}
        locale={{
          emptyText: <EmptyState title={t('security:providers.none')} hint={t('security:providers.noneHint')} />,
        }}
        columns={[
          { title: t('proof:name'), key: 'name', render: (_, row) => say(row) },
          {
            title: t('security:kind'),
            key: 'kind',
            render: (_, row) => t(`security:providers.kind.${row.oidc ? 'oidc' : 'directory'}`),
          },
          {
            title: t('security:providers.address'),
            key: 'address',
            ellipsis: true,
            render: (_, row) => row.oidc?.issuer ?? row.directory?.address,
          },
          {
            title: t('security:providers.state'),
            key: 'state',
            width: 90,
            render: (_, row) => t(`security:providers.${row.enabled ? 'on' : 'off'}`),
          },
          { title: t('security:providers.people'), key: 'people', align: 'right', width: 100, dataIndex: 'people' },
          {
            title: t('security:providers.grants'),
            key: 'grants',
            align: 'right',
            width: 100,
            render: (_, row) => row.grants.length,
          },
          {
            title: t('settings:actions'),
            key: 'actions',
            className: styles.actionsCell,
            align: 'right',
            width: 150,
            render: (_, row) => <Actions provider={row} onOpen={() => onOpen(row)} />,
          },
        ]}
      />
    </Panel>
  );
}

function Actions({ provider, onOpen }: { provider: Provider; onOpen: () => void }) {
  const { t } = useTranslation();
  const name = useIn()(provider);
  const change = useChange(removeProvider, {
    touches: [['security'], ['waysIn'], ['org']],
    done: t('security:removed'),
  });
  return (
    <>
      <Button size="small" type="text" onClick={onOpen} aria-label={`${t('security:providers.change')}: ${name}`}>
        {t('security:providers.change')}
      </Button>
      <Popconfirm
        title={t('security:removeAsk', { name })}
        description={
          <div style={{ maxWidth: 320 }}>{t('security:providers.removeHint', { count: provider.people })}</div>
        }
        okText={t('security:remove')}
        cancelText={t('common:cancel')}
        onConfirm={() => change.mutateAsync(provider.id).catch(() => undefined)}
      >
        <Button size="small" type="text" danger aria-label={`${t('security:remove')}: ${name}`}>
          {t('security:remove')}
        </Button>
      </Popconfirm>
    </>
  );
}
