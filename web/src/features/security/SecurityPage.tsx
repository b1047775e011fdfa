import { useQuery } from '@tanstack/react-query';
import { Button, Form, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  changePassword,
  endMyOtherSessions,
  endMySession,
  mySecurityQuery,
  mySessionsQuery,
  newRecoveryCodes,
  removeFactor,
} from '@/api/security';
import type { Factor, Security } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { showFieldErrors } from '@/components/formErrors';
import { Page, Panel } from '@/components/Page';
import { AddFactor } from '@/components/proof/AddFactor';
import { PasswordFields, type PasswordValues } from '@/components/proof/PasswordFields';
import { RecoveryCodes } from '@/components/proof/RecoveryCodes';
import { Sessions } from '@/components/proof/Sessions';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import styles from './Security.module.css';
import { WaysIn } from './WaysIn';

/** How I prove who I am: second factors, recovery codes, sessions, password. */
export function SecurityPage() {
  const { t } = useTranslation();
  const { data: mine, error, refetch } = useQuery(mySecurityQuery);
  return (
    <Page title={t('security:title')}>
      {error && mine === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && mine === undefined && <LoadingState rows={8} />}
      {mine && (
        <div className={styles.stack}>
          {mine.breakGlass && (
            <p className={styles.warning} role="note">
              {t('security:breakGlass')}
            </p>
          )}
          <Factors mine={mine} />
          {mine.factors.length > 0 && <Recovery left={mine.recoveryLeft} />}
          <WaysIn mine={mine} />
          <MySessions />
          <Password mine={mine} />
        </div>
      )}
    </Page>
  );
}

function Factors({ mine }: { mine: Security }) {
  const { t } = useTranslation();
  const remove = useChange(removeFactor, { touches: [['security'], ['session']], done: t('security:removed') });
  return (
    <Panel title={t('proof:staff.factors')}>
      <DataTable<Factor>
        named={['added', 'used']}
        rowKey="id"
        pagination={false}
        dataSource={mine.factors}
        locale={{ emptyText: <EmptyState title={t('security:none')} hint={t('security:noneHint')} /> }}
        columns={[
          { title: t('proof:name'), dataIndex: 'name' },
          { title: t('security:kind'), key: 'kind', render: (_, row) => t(`proof:factor.${row.kind}`) },
          {
            title: t('security:added'),
            key: 'added',
            render: (_, row) => <Time at={row.createdAt} as="exact" />,
          },
          {
            title: t('security:used'),
            key: 'used',
            render: (_, row) =>
              row.usedAt ? <Time at={row.usedAt} /> : <span className={styles.quiet}>{t('security:never')}</span>,
          },
          {
            title: t('settings:actions'),
            key: 'actions',
            className: styles.actionsCell,
            align: 'right',
            width: 90,
            render: (_, row) => (
              <Popconfirm
                title={t('security:removeAsk', { name: row.name })}
                description={t('security:removeHint')}
                okText={t('security:remove')}
                cancelText={t('common:cancel')}
                onConfirm={() => remove.mutateAsync(row.id).catch(() => undefined)}
              >
                <Button size="small" type="text" danger aria-label={`${t('security:remove')}: ${row.name}`}>
                  {t('security:remove')}
                </Button>
              </Popconfirm>
            ),
          },
        ]}
      />
      <div className={styles.inner}>
        {mine.required && <p className={styles.quiet}>{t(`security:required.${mine.required}`)}</p>}
        <AddFactor mine={mine} />
      </div>
    </Panel>
  );
}

const few = 3;

function Recovery({ left }: { left: number }) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<string[]>();
  const renew = useChange(() => newRecoveryCodes(), { touches: [['security']], onDone: setCodes });
  return (
    <Panel title={t('proof:codes.title')}>
      <div className={styles.inner}>
        <p className={left <= few ? styles.warning : styles.quiet}>
          {t(left <= few ? 'security:fewLeft' : 'security:left', { count: left })}
        </p>
        <Popconfirm
          title={t('security:renewAsk')}
          description={t('security:renewHint')}
          okText={t('security:renew')}
          cancelText={t('common:cancel')}
          onConfirm={() => renew.mutateAsync(undefined).catch(() => undefined)}
        >
          <Button loading={renew.isPending}>{t('security:renew')}</Button>
        </Popconfirm>
      </div>
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
    </Panel>
  );
}

function MySessions() {
  const { t } = useTranslation();
  const { data: sessions, error, refetch } = useQuery(mySessionsQuery);
  const touches = [['security', 'sessions']];
  const end = useChange(() => endMyOtherSessions(), { touches, done: t('proof:sessions.ended') });
  if (error && sessions === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (sessions === undefined) return <LoadingState rows={3} />;
  return (
    <Panel
      title={t('proof:staff.sessions')}
      extra={
        sessions.length > 1 && (
          <Button size="small" danger loading={end.isPending} onClick={() => end.mutate(undefined)}>
            {t('security:endOthers')}
          </Button>
        )
      }
    >
      <Sessions sessions={sessions} end={endMySession} touches={touches} />
    </Panel>
  );
}

function Password({ mine }: { mine: Security }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<PasswordValues>();
  const [open, setOpen] = useState(false);
  const change = useChange(({ old, password }: PasswordValues) => changePassword(old, password), {
    touches: [['security']],
    done: t('proof:changed'),
    onDone: () => setOpen(false),
    onFail: (error) => showFieldErrors(form, error),
  });
  if (!mine.hasPassword) return null;
  return (
    <Panel title={t('proof:password')}>
      <div className={styles.inner}>
        {mine.passwordAt && (
          <p className={styles.quiet}>
            {t('security:passwordSince')} <Time at={mine.passwordAt} as="exact" />
          </p>
        )}
        {!open && <Button onClick={() => setOpen(true)}>{t('proof:changePassword')}</Button>}
        {open && (
          <Form<PasswordValues>
            form={form}
            layout="vertical"
            className={styles.form}
            onFinish={(values) => change.mutate(values)}
          >
            <PasswordFields least={mine.passwordLeast} />
            <div className={styles.acts}>
              <Button type="primary" htmlType="submit" loading={change.isPending}>
                {t('common:save')}
              </Button>
              <Button onClick={() => setOpen(false)}>{t('common:cancel')}</Button>
            </div>
          </Form>
        )}
      </div>
    </Panel>
  );
}
