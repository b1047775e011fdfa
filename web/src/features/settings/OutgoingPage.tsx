import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { Trans, useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import type { Outgoing } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import {
  canCancel,
  cancelOutgoing,
  canRetry,
  type OutgoingState,
  outgoingHealthQuery,
  outgoingQuery,
  outgoingStates,
  retryOutgoing,
} from './outgoing';
import styles from './Settings.module.css';

/** Every message that leaves the house, with what has become of it. */
export function OutgoingPage() {
  const { t } = useTranslation();
  const may = useMay('outgoing.manage');
  const search = useSearch({ from: '/inside/settings/outgoing' }) as { state?: string };
  const navigate = useNavigate();
  const state = outgoingStates.find((s) => s === search.state);
  if (!may) return <EmptyState title={t('settings:outgoing.mayNot')} />;
  return (
    <Page
      title={t('settings:outgoing.title')}
      extra={
        <Segmented<OutgoingState | 'all'>
          value={state ?? 'all'}
          aria-label={t('settings:outgoing.state')}
          onChange={(next) =>
            void navigate({ to: '/settings/outgoing', search: next === 'all' ? {} : { state: next }, replace: true })
          }
          options={(['all', ...outgoingStates] as const).map((value) => ({
            value,
            label: t(`settings:outgoing.states.${value}`),
          }))}
        />
      }
    >
      <p className={styles.intro}>{t('settings:outgoing.intro')}</p>
      <NoServer />
      <List state={state} />
    </Page>
  );
}

/** How the program is told of a mail server: written the same in every language. */
const mailServer = {
  option: '--mail-server smtp://user@host:587',
  variable: 'XINGFU_MAIL_SERVER',
  password: 'XINGFU_MAIL_PASSWORD',
};

/** Says so when no mail can go out, because no mail server is set up. */
function NoServer() {
  const { t } = useTranslation();
  const { data } = useQuery(outgoingHealthQuery);
  if (data === undefined || data.canMail) return null;
  return (
    <div className={`${styles.warning} ${styles.notice}`} role="note">
      <strong>{t('settings:outgoing.noServer')}</strong>{' '}
      {data.waiting > 0 ? t('settings:outgoing.held', { count: data.waiting }) : t('settings:outgoing.heldNone')}
      <div>
        <Trans i18nKey="settings:outgoing.setServer" values={mailServer} components={{ code: <code /> }} />
      </div>
    </div>
  );
}

function List({ state }: { state: OutgoingState | undefined }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    outgoingQuery(state),
  );
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={10} />;
  return (
    <Panel>
      <DataTable<Outgoing>
        named={['due']}
        rowKey="id"
        pagination={false}
        dataSource={data.pages.flatMap((page) => page.items)}
        locale={{ emptyText: <EmptyState title={t(state ? 'settings:outgoing.none' : 'settings:outgoing.noneYet')} /> }}
        columns={[
          {
            title: t('settings:outgoing.made'),
            key: 'made',
            width: 130,
            render: (_, row) => <Time at={row.createdAt} as="short" />,
          },
          { title: t('settings:outgoing.recipient'), dataIndex: 'recipient', width: 220 },
          { title: t('settings:outgoing.subject'), key: 'subject', render: (_, row) => <Subject row={row} /> },
          { title: t('settings:outgoing.state'), key: 'state', width: 260, render: (_, row) => <State row={row} /> },
          {
            title: t('settings:actions'),
            key: 'actions',
            className: styles.actionsCell,
            align: 'right',
            width: 150,
            render: (_, row) => <Actions row={row} />,
          },
        ]}
      />
      {hasNextPage && (
        <div className={styles.inner}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('settings:outgoing.older')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Subject({ row }: { row: Outgoing }) {
  if (row.ticketId === null) return row.subject;
  return (
    <Link to="/tickets/$id" params={{ id: row.ticketId }}>
      {row.subject}
    </Link>
  );
}

/** The state, since when or until when, and why a try failed. */
function State({ row }: { row: Outgoing }) {
  const { t } = useTranslation();
  const moment = row.state === 'sent' ? row.sentAt : row.state === 'waiting' && row.tries > 0 ? row.dueAt : null;
  return (
    <>
      <b>{t(`settings:outgoing.states.${row.state}`)}</b>{' '}
      {moment !== null && (
        <span className={styles.quiet}>
          {row.state === 'waiting' && t('settings:outgoing.again')} <Time at={moment} as="short" />
        </span>
      )}
      {row.reason !== '' && (
        <div className={styles.quiet}>
          {t('settings:outgoing.tried', { count: row.tries })} <span lang="en">{row.reason}</span>
        </div>
      )}
    </>
  );
}

function Actions({ row }: { row: Outgoing }) {
  const { t } = useTranslation();
  const retry = useChange(retryOutgoing, { touches: [['outgoing'], ['home']], done: t('settings:outgoing.retried') });
  const cancel = useChange(cancelOutgoing, {
    touches: [['outgoing'], ['home']],
    done: t('settings:outgoing.cancelled'),
  });
  return (
    <>
      {canRetry(row) && (
        <Button size="small" type="text" loading={retry.isPending} onClick={() => retry.mutate(row.id)}>
          {t('settings:outgoing.retry')}
        </Button>
      )}
      {canCancel(row) && (
        <Button size="small" type="text" loading={cancel.isPending} onClick={() => cancel.mutate(row.id)}>
          {t(row.state === 'failed' ? 'settings:outgoing.putAway' : 'settings:outgoing.cancel')}
        </Button>
      )}
    </>
  );
}
