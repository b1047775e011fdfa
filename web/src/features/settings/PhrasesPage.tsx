import { ArrowDownOutlined, ArrowUpOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { phrasesQuery } from '@/api/phrases';
import { useMay } from '@/api/session';
import type { Phrase } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { listWords, useLanguage } from '@/i18n/language';
import { PhraseDialog, scopesFor } from './PhraseDialog';
import { orderPhrases, removePhrase } from './phrases';
import { moved } from './policies';
import styles from './Settings.module.css';

const touches = [['phrases'], ['tickets', 'filled']];

/** The phrases and macros that I use or look after: my own, my units', everyone's. */
export function PhrasesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(phrasesQuery);
  const [form, setForm] = useState<{ phrase?: Phrase }>();
  const scopes = scopesFor({
    writes: [useMay('ticket.handle'), useMay('handoff.work')].includes(true),
    supervises: useMay('ticket.supervise'),
    rules: useMay('rules.manage'),
  });
  const add = scopes.length > 0 && (
    <Button type="primary" onClick={() => setForm({})}>
      {t('settings:phrases.add')}
    </Button>
  );
  return (
    <Page title={t('app:page.phrases')} extra={add}>
      <p className={styles.intro}>{t('settings:phrases.intro')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={8} />}
      {data?.length === 0 && (
        <EmptyState title={t('settings:phrases.none')} hint={t('settings:phrases.noneHint')} action={add} />
      )}
      {data !== undefined && data.length > 0 && (
        <div className={styles.stack}>
          {groupsOf(data).map((phrases) => (
            <Group key={`${phrases[0]?.scope}.${phrases[0]?.unit?.id}`} phrases={phrases} onEdit={setForm} />
          ))}
        </div>
      )}
      {form && <PhraseDialog phrase={form.phrase} scopes={scopes} onClose={() => setForm(undefined)} />}
    </Page>
  );
}

/** My own, each unit's and everyone's, apart: each group has an order of its own. */
export function groupsOf(phrases: Phrase[]): Phrase[][] {
  const groups = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const key = `${phrase.scope}.${phrase.unit?.id ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), phrase]);
  }
  return [...groups.values()];
}

function Group({ phrases, onEdit }: { phrases: Phrase[]; onEdit: (form: { phrase: Phrase }) => void }) {
  const { t } = useTranslation();
  const order = useChange(orderPhrases, { touches });
  const forget = useChange(removePhrase, { touches, done: t('settings:phrases.removed') });
  const first = phrases[0];
  if (first === undefined) return null;
  const move = (id: string, by: -1 | 1) =>
    order.mutate(
      moved(
        phrases.map((p) => p.id),
        id,
        by,
      ),
    );
  const title =
    first.scope === 'unit'
      ? t('settings:phrases.ofUnit', { name: first.unit?.name })
      : t(`settings:phrases.of.${first.scope}`);
  return (
    <Panel title={title}>
      <DataTable<Phrase>
        rowKey="id"
        pagination={false}
        dataSource={phrases}
        showHeader={false}
        columns={[
          {
            key: 'order',
            width: 76,
            render: (_, row, at) =>
              first.may.ok && (
                <span className={styles.order}>
                  <Button
                    size="small"
                    type="text"
                    icon={<ArrowUpOutlined />}
                    disabled={at === 0 || order.isPending}
                    aria-label={t('settings:policies.up', { name: row.name })}
                    onClick={() => move(row.id, -1)}
                  />
                  <Button
                    size="small"
                    type="text"
                    icon={<ArrowDownOutlined />}
                    disabled={at === phrases.length - 1 || order.isPending}
                    aria-label={t('settings:policies.down', { name: row.name })}
                    onClick={() => move(row.id, 1)}
                  />
                </span>
              ),
          },
          { key: 'name', width: '22%', render: (_, row) => <b>{row.name}</b> },
          {
            key: 'text',
            render: (_, row) => (
              <>
                <div className={styles.preserved}>{row.text}</div>
                <Does phrase={row} />
              </>
            ),
          },
          {
            key: 'actions',
            className: styles.actionsCell,
            align: 'right',
            width: 120,
            render: (_, row) =>
              row.may.ok && (
                <span className={styles.actions}>
                  <Button
                    size="small"
                    type="text"
                    onClick={() => onEdit({ phrase: row })}
                    aria-label={`${t('settings:change')}: ${row.name}`}
                  >
                    {t('settings:change')}
                  </Button>
                  <Popconfirm
                    title={t('settings:phrases.removeAsk', { name: row.name })}
                    okText={t('settings:phrases.remove')}
                    cancelText={t('common:cancel')}
                    onConfirm={() => forget.mutateAsync(row.id).catch(() => undefined)}
                  >
                    <Button size="small" type="text" aria-label={`${t('settings:phrases.remove')}: ${row.name}`}>
                      {t('settings:phrases.remove')}
                    </Button>
                  </Popconfirm>
                </span>
              ),
          },
        ]}
      />
    </Panel>
  );
}

/** What a macro does besides writing, in words. */
function Does({ phrase }: { phrase: Phrase }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const { priority, category, tags, pause, resume } = phrase.actions;
  const done = [
    phrase.writtenAs !== '' && t(`settings:phrases.as.${phrase.writtenAs}`),
    priority && t('settings:phrases.setsPriority', { name: names.of('priorities', priority) }),
    category && t('settings:phrases.setsCategory', { name: names.of('categories', category) }),
    tags && t('settings:phrases.setsTags', { names: listWords(tags, language) }),
    pause && t('settings:phrases.pauses', { name: names.of('pauses', pause.reason) }),
    resume && t('settings:phrases.clock.resume'),
  ].filter((words) => typeof words === 'string' && words !== '');
  if (done.length === 0) return null;
  return (
    <span className={styles.tags}>
      {phrase.macro && (
        <span className={styles.condition}>
          <ThunderboltOutlined aria-hidden="true" /> {t('settings:phrases.macro')}
        </span>
      )}
      {done.map((words) => (
        <span key={String(words)} className={styles.tag}>
          {words}
        </span>
      ))}
    </span>
  );
}
