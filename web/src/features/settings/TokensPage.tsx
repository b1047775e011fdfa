import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remove } from '@/api/client';
import { useMay } from '@/api/session';
import type { NewToken, Token } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { DateTimeInput } from '@/components/DateTimeInput';
import { FormModal } from '@/components/FormModal';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import styles from './Settings.module.css';
import { addToken, tokensQuery } from './tokens';

/** My API tokens: a program that has one acts as me. */
export function TokensPage() {
  const { t } = useTranslation();
  const may = useMay('token.own');
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<NewToken>();
  if (!may) return <EmptyState title={t('settings:tokens.mayNot')} />;
  return (
    <Page
      title={t('settings:tokens.title')}
      extra={<Button onClick={() => setAdding(true)}>{t('settings:tokens.add')}</Button>}
    >
      <p className={styles.intro}>{t('settings:tokens.intro')}</p>
      <List />
      {adding && (
        <FormModal<{ name: string; expiresAt?: string }, NewToken>
          title={t('settings:tokens.add')}
          submit={({ name, expiresAt }) => addToken(name, expiresAt)}
          touches={[['tokens']]}
          onDone={setMade}
          onClose={() => setAdding(false)}
        >
          <Form.Item
            name="name"
            label={t('settings:tokens.name')}
            extra={t('settings:tokens.nameHint')}
            rules={[{ required: true, whitespace: true, message: t('settings:fillIn') }]}
          >
            <Input autoFocus autoComplete="off" />
          </Form.Item>
          <Form.Item name="expiresAt" label={t('settings:tokens.expires')} extra={t('settings:tokens.expiresHint')}>
            <DateTimeInput future />
          </Form.Item>
        </FormModal>
      )}
      {made && <Secret token={made} onClose={() => setMade(undefined)} />}
    </Page>
  );
}

function List() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(tokensQuery);
  const end = useChange((id: string) => remove(`/tokens/${id}`), {
    touches: [['tokens']],
    done: t('settings:tokens.ended'),
  });
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={4} />;
  return (
    <Panel>
      <DataTable<Token>
        named={['created', 'used', 'expires']}
        rowKey="id"
        pagination={false}
        dataSource={data}
        locale={{ emptyText: <EmptyState title={t('settings:tokens.none')} hint={t('settings:tokens.noneHint')} /> }}
        columns={[
          { title: t('settings:tokens.name'), dataIndex: 'name' },
          {
            title: t('settings:tokens.created'),
            key: 'created',
            render: (_, row) => <Time at={row.createdAt} as="exact" />,
          },
          {
            title: t('settings:tokens.used'),
            key: 'used',
            render: (_, row) =>
              row.lastUsedAt ? (
                <Time at={row.lastUsedAt} />
              ) : (
                <span className={styles.quiet}>{t('settings:tokens.never')}</span>
              ),
          },
          {
            title: t('settings:tokens.expires'),
            key: 'expires',
            render: (_, row) =>
              row.expiresAt ? (
                <Time at={row.expiresAt} as="exact" />
              ) : (
                <span className={styles.quiet}>{t('settings:tokens.noEnd')}</span>
              ),
          },
          {
            title: t('settings:actions'),
            key: 'actions',
            className: styles.actionsCell,
            align: 'right',
            width: 90,
            render: (_, row) => (
              <Popconfirm
                title={t('settings:tokens.endAsk', { name: row.name })}
                description={t('settings:tokens.endHint')}
                okText={t('settings:tokens.end')}
                cancelText={t('common:cancel')}
                onConfirm={() => end.mutateAsync(row.id).catch(() => undefined)}
              >
                <Button size="small" type="text" danger aria-label={`${t('settings:tokens.end')}: ${row.name}`}>
                  {t('settings:tokens.end')}
                </Button>
              </Popconfirm>
            ),
          },
        ]}
      />
    </Panel>
  );
}

/** The secret is shown once: the window closes only by its button. */
function Secret({ token, onClose }: { token: NewToken; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(token.token);
    void message.success(t('settings:tokens.copied'));
  };
  return (
    <Modal
      open
      title={t('settings:tokens.secret', { name: token.name })}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={[
        navigator.clipboard !== undefined && (
          <Button key="copy" onClick={() => void copy()}>
            {t('settings:tokens.copy')}
          </Button>
        ),
        <Button key="done" type="primary" onClick={onClose}>
          {t('settings:tokens.kept')}
        </Button>,
      ]}
    >
      <p>{t('settings:tokens.once')}</p>
      <code className={styles.secret}>{token.token}</code>
    </Modal>
  );
}
