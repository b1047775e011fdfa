import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remove } from '@/api/client';
import { rolesQuery, useIn } from '@/api/org';
import { useMay } from '@/api/session';
import type { Role } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { Viewers } from '@/components/Viewers';
import { RoleForm } from './RoleForm';
import roleStyles from './Roles.module.css';
import { SeparationPanel } from './SeparationPanel';
import styles from './Settings.module.css';

/** What each role may do, how many hold it, and which duties are kept apart. */
export function RolesPage() {
  const { t } = useTranslation();
  const may = useMay('rights.manage');
  const mayReview = useMay('rights.manage', 'audit.read');
  const [open, setOpen] = useState<{ role?: Role }>();
  if (!mayReview) return <EmptyState title={t('settings:roles.mayNot')} hint={t('settings:roles.mayNotHint')} />;
  return (
    <Page
      title={t('settings:roles.title')}
      extra={may && <Button onClick={() => setOpen({})}>{t('settings:roles.add')}</Button>}
    >
      <p className={styles.intro}>{t('settings:roles.intro')}</p>
      <div className={styles.stack}>
        <List may={may} onOpen={(role) => setOpen({ role })} />
        <SeparationPanel may={may} />
        <CustomerReview />
      </div>
      {open && <RoleForm role={open.role} readOnly={!may} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function List({ may, onOpen }: { may: boolean; onOpen: (role: Role) => void }) {
  const { t } = useTranslation();
  const say = useIn();
  const { data, error, refetch } = useQuery(rolesQuery);
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={8} />;
  return (
    <Panel>
      <DataTable<Role>
        named={['permissions', 'holders']}
        rowKey="code"
        pagination={false}
        dataSource={data}
        columns={[
          {
            title: t('settings:roles.name'),
            key: 'name',
            width: 200,
            render: (_, role) => (
              <span className={styles.tags}>
                {say(role)}
                {!role.builtIn && <span className={styles.tag}>{t('settings:roles.own')}</span>}
                {role.changed && <span className={styles.tag}>{t('settings:roles.changed')}</span>}
              </span>
            ),
          },
          { title: t('settings:roles.about'), key: 'about', render: (_, role) => say(role.about) },
          {
            title: t('settings:roles.permissions'),
            key: 'permissions',
            align: 'right',
            width: 80,
            render: (_, role) => role.permissions.length,
          },
          {
            title: t('settings:roles.holders'),
            key: 'holders',
            align: 'right',
            width: 90,
            render: (_, role) => (
              <Link
                to="/settings/staff"
                search={{ role: role.code }}
                aria-label={t('settings:roles.holdersOf', { name: say(role), count: role.holders })}
              >
                {role.holders}
              </Link>
            ),
          },
          {
            title: t('settings:actions'),
            key: 'actions',
            className: styles.actionsCell,
            align: 'right',
            width: 170,
            render: (_, role) => <Actions role={role} may={may} onOpen={() => onOpen(role)} />,
          },
        ]}
      />
    </Panel>
  );
}

function Actions({ role, may, onOpen }: { role: Role; may: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const name = useIn()(role);
  const act = role.builtIn ? 'restore' : 'remove';
  const change = useChange(() => remove(`/roles/${role.code}`), {
    touches: [['org']],
    done: t(`settings:roles.${act}Done`),
  });
  const word = t(may ? 'settings:change' : 'settings:roles.see');
  return (
    <span className={styles.actions}>
      {may && (role.changed || !role.builtIn) && (
        <Popconfirm
          title={t(`settings:roles.${act}Ask`, { name })}
          description={t(`settings:roles.${act}Hint`)}
          okText={t(`settings:roles.${act}`)}
          cancelText={t('common:cancel')}
          onConfirm={() => change.mutateAsync(undefined).catch(() => undefined)}
        >
          <Button size="small" type="text" aria-label={`${t(`settings:roles.${act}`)}: ${name}`}>
            {t(`settings:roles.${act}`)}
          </Button>
        </Popconfirm>
      )}
      <Button size="small" type="text" onClick={onOpen} aria-label={`${word}: ${name}`}>
        {word}
      </Button>
    </span>
  );
}

/** Who sees a customer, for who reviews rights without seeing customers himself. */
function CustomerReview() {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const [asked, setAsked] = useState<string>();
  return (
    <Panel title={t('settings:roles.review')}>
      <form
        className={roleStyles.ask}
        onSubmit={(event) => {
          event.preventDefault();
          if (number.trim() !== '') setAsked(number.trim());
        }}
      >
        <Input
          aria-label={t('settings:roles.customerNumber')}
          placeholder={t('settings:roles.customerNumber')}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <Button htmlType="submit" disabled={number.trim() === ''}>
          {t('components:viewers.open')}
        </Button>
      </form>
      {asked !== undefined && <Viewers customer={asked} name={asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  );
}
