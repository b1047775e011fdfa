import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIn } from '@/api/org';
import { linkToDirectory, setOut, unlinkMe, waysInQuery } from '@/api/providers';
import type { Linked, Security, WayIn } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { FormModal } from '@/components/FormModal';
import { Panel } from '@/components/Page';
import { EmptyState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import styles from './Security.module.css';

/** By which providers I log in, and by which I could. It is not there where none is set. */
export function WaysIn({ mine }: { mine: Security }) {
  const { t } = useTranslation();
  const say = useIn();
  const { data: ways = [] } = useQuery(waysInQuery);
  const [asked, setAsked] = useState<WayIn>();
  const free = ways.filter((way) => !mine.linked.some((one) => one.id === way.id));
  const go = useChange(async (way: WayIn) => window.location.assign(await setOut(way.id, { errand: 'link' })), {
    touches: [],
  });
  if (ways.length === 0 && mine.linked.length === 0) return null;
  return (
    <Panel title={t('security:ways.title')}>
      <DataTable<Linked>
        named={['login', 'seen']}
        rowKey="id"
        pagination={false}
        dataSource={mine.linked}
        locale={{ emptyText: <EmptyState title={t('security:ways.none')} hint={t('security:ways.noneHint')} /> }}
        columns={[
          { title: t('proof:name'), key: 'name', render: (_, row) => say(row.name) },
          { title: t('security:ways.login'), key: 'login', dataIndex: 'login' },
          {
            title: t('security:ways.seen'),
            key: 'seen',
            render: (_, row) =>
              row.seenAt ? <Time at={row.seenAt} /> : <span className={styles.quiet}>{t('security:never')}</span>,
          },
          {
            title: t('settings:actions'),
            key: 'actions',
            className: styles.actionsCell,
            align: 'right',
            width: 110,
            render: (_, row) => <Unlink row={row} />,
          },
        ]}
      />
      {free.length > 0 && !mine.breakGlass && (
        <div className={styles.inner}>
          <div className={styles.acts}>
            {free.map((way) => (
              <Button
                key={way.id}
                loading={go.isPending && go.variables?.id === way.id}
                onClick={() => (way.kind === 'oidc' ? go.mutate(way) : setAsked(way))}
              >
                {t('security:ways.link', { name: say(way.name) })}
              </Button>
            ))}
          </div>
        </div>
      )}
      {asked && <LinkDirectory way={asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  );
}

function Unlink({ row }: { row: Linked }) {
  const { t } = useTranslation();
  const name = useIn()(row.name);
  const change = useChange(unlinkMe, { touches: [['security'], ['session']], done: t('security:ways.unlinked') });
  return (
    <Popconfirm
      title={t('security:ways.unlinkAsk', { name })}
      description={<div style={{ maxWidth: 320 }}>{t('security:ways.unlinkHint')}</div>}
      okText={t('security:ways.unlink')}
      cancelText={t('common:cancel')}
      onConfirm={() => change.mutateAsync(row.id).catch(() => undefined)}
    >
      <Button size="small" type="text" danger aria-label={`${t('security:ways.unlink')}: ${name}`}>
        {t('security:ways.unlink')}
      </Button>
    </Popconfirm>
  );
}

/** Proves in a directory who I am there. */
function LinkDirectory({ way, onClose }: { way: WayIn; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = [{ required: true, message: t('settings:fillIn') }];
  return (
    <FormModal<{ login: string; password: string }>
      title={t('security:ways.link', { name: useIn()(way.name) })}
      okText={t('security:ways.doLink')}
      submit={({ login, password }) => linkToDirectory(way.id, login, password)}
      touches={[['security']]}
      done={t('security:ways.linked')}
      onClose={onClose}
    >
      <p className={styles.quiet}>{t('security:ways.directoryHint')}</p>
      <Form.Item name="login" label={t('session:login')} rules={needed}>
        <Input autoFocus autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={t('session:password')} rules={needed}>
        <Input.Password autoComplete="off" />
      </Form.Item>
    </FormModal>
  );
}
