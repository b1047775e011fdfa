import { CloseOutlined, PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox, Form, Input } from 'antd';
import type { TFunction } from 'i18next';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, post, queryString, remove } from '@/api/client';
import { keys } from '@/api/keys';
import type { TicketFilter } from '@/api/tickets';
import type { Items, SavedView } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { useChange } from '@/components/useChange';
import { columnsOf, filterOf, sameSearch, sortOf, type View, views } from './filters';
import styles from './views.module.css';

const viewsQuery = queryOptions({
  queryKey: keys.views,
  queryFn: async ({ signal }) => (await get<Items<SavedView>>('/views', undefined, signal)).items,
  staleTime: 60_000,
});

/** A view that somebody saved, as one of the list's. */
const viewOf = ({ id, name, query }: SavedView): View => ({
  name: id,
  words: name,
  search: Object.fromEntries(new URLSearchParams(query)),
});

/** The views that everybody has and those that were saved, and the one that is shown. */
export function useViews(search: TicketFilter): { all: View[]; saved: SavedView[]; current: View | undefined } {
  const { data: saved = [] } = useQuery(viewsQuery);
  const all = [...views, ...saved.map(viewOf)];
  return { all, saved, current: all.find((view) => sameSearch(view.search, search)) };
}

export const viewWords = (view: View, t: TFunction): string => view.words ?? t(`tickets:view.${view.name}`);

interface ViewListProps {
  search: TicketFilter;
  onChoose: (search: TicketFilter) => void;
}

/** The views on the left: everybody's, then those that were saved. */
export function ViewList({ search, onChoose }: ViewListProps) {
  const { t } = useTranslation();
  const { all, saved, current } = useViews(search);
  const list = useRef<HTMLElement>(null);
  const forget = useForget(list);
  return (
    <nav ref={list} className={styles.views} aria-label={t('tickets:views')}>
      <ul>
        {all.map((view) => {
          const kept = saved.find(({ id }) => id === view.name);
          return (
            <li key={view.name}>
              <Link
                to="/tickets"
                search={view.search}
                className={view === current ? styles.current : undefined}
                aria-current={view === current ? 'true' : undefined}
                title={kept?.shared ? t('tickets:viewShared') : undefined}
              >
                {kept?.shared && <TeamOutlined aria-label={t('tickets:viewShared')} />} {viewWords(view, t)}
              </Link>
              {kept?.mine && (
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined />}
                  aria-label={t('tickets:forget', { name: view.words })}
                  onClick={() => forget(kept)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {!current && <SaveView search={search} onChoose={onChoose} />}
    </nav>
  );
}

/** Asks before a view is deleted, since it cannot be had back; what had the focus is gone with it. */
function useForget(list: RefObject<HTMLElement | null>): (view: SavedView) => void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const forget = useChange((id: string) => remove(`/views/${id}`), { touches: [keys.views] });
  return ({ id, name, shared }) => {
    let gone = false;
    modal.confirm({
      title: t('tickets:forgetAsk', { name }),
      content: t(shared ? 'tickets:forgetShared' : 'tickets:forgetOwn'),
      okText: t('tickets:forgetIt'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      autoFocusButton: 'cancel',
      onOk: () =>
        forget.mutateAsync(id).then(
          () => {
            gone = true;
          },
          () => undefined,
        ),
      afterClose: () => {
        if (gone) list.current?.querySelector<HTMLElement>('a[aria-current], a')?.focus();
      },
    });
  };
}

/** Gives the list that is shown a name, for oneself or for one's unit and those below it. */
function SaveView({ search, onChoose }: ViewListProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const columns = columnsOf(search).join(',');
  const kept = { ...filterOf(search), sort: sortOf(search), ...(columns && { columns }) };
  return (
    <>
      <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t('tickets:saveView')}
      </Button>
      {open && (
        <FormModal<{ name: string; shared?: boolean }, SavedView>
          title={t('tickets:saveView')}
          touches={[keys.views]}
          submit={({ name, shared = false }) =>
            post<SavedView>('/views', { name, shared, query: queryString(kept).slice(1) })
          }
          onDone={() => onChoose(kept)}
          onClose={() => setOpen(false)}
          width={420}
        >
          <Form.Item
            name="name"
            label={t('tickets:viewName')}
            rules={[{ required: true, whitespace: true, message: t('tickets:viewNeedsName') }]}
          >
            <Input autoFocus maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="shared" valuePropName="checked">
            <Checkbox>{t('tickets:viewShare')}</Checkbox>
          </Form.Item>
        </FormModal>
      )}
    </>
  );
}
