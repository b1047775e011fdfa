import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import type { TicketFilter } from '@/api/tickets';
import type { TicketRow } from '@/api/types';
import { type BulkAction, bulkActions, bulkMost } from './bulk';
import styles from './SelectionBar.module.css';
import type { Selection } from './useSelection';

const BulkDialog = lazy(() => import('./BulkDialog').then((m) => ({ default: m.BulkDialog })));

interface SelectionBarProps {
  selection: Selection<TicketRow>;
  filter: TicketFilter;
  /** How many tickets the filter finds, where there are more than the list has read. */
  found?: { count: number; capped: boolean };
}

/** How many tickets are chosen, and what can be done with all of them. */
export function SelectionBar({ selection, filter, found }: SelectionBarProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [asking, setAsking] = useState<{ action: BulkAction; ids: string[] | 'all' }>();
  const count = selection.everything ? Math.min(found?.count ?? bulkMost, bulkMost) : selection.rows.length;
  const actions = bulkActions.filter(({ needs }) => me.permissions.includes(needs));
  const [first, ...rest] = actions;
  const ask = (action: BulkAction) =>
    setAsking({ action, ids: selection.everything ? 'all' : selection.rows.map((row) => row.id) });
  return (
    <>
      {count > 0 && (
        <section className={styles.bar} aria-label={t('tickets:selection')}>
          <span role="status">{t('tickets:selected', { count })}</span>
          {selection.full && found && !selection.everything && (
            <Button type="link" size="small" onClick={selection.takeEverything}>
              {found.count > bulkMost || found.capped
                ? t('tickets:selectFirst', { count: bulkMost })
                : t('tickets:selectFound', { count: found.count })}
            </Button>
          )}
          {first && (
            <Button type="primary" size="small" onClick={() => ask(first)}>
              {t(`tickets:bulk.${first.name}`)}
            </Button>
          )}
          {rest.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: rest.map(({ name }) => ({ key: name, label: t(`tickets:bulk.${name}`) })),
                onClick: ({ key }) => {
                  const action = rest.find(({ name }) => name === key);
                  if (action) ask(action);
                },
              }}
            >
              <Button size="small" icon={<DownOutlined />} iconPlacement="end">
                {t('tickets:bulkMore')}
              </Button>
            </Dropdown>
          )}
          <Button type="text" size="small" onClick={() => selection.drop()}>
            {t('tickets:unselect')}
          </Button>
        </section>
      )}
      {asking && (
        <Suspense>
          <BulkDialog
            action={asking.action}
            ids={asking.ids}
            filter={filter}
            onDone={() => selection.drop()}
            onClose={() => setAsking(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
