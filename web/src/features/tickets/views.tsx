import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Input, Popover } from 'antd';
import type { TFunction } from 'i18next';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketFilter } from '@/api/tickets';
import { filterOf, sameSearch, sortOf, type View, views } from './filters';
import styles from './views.module.css';

const kept = 'xingfu.views';
const listeners = new Set<() => void>();
let own: View[] = read();

function read(): View[] {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? '[]') as View[];
  } catch {
    return [];
  }
}

function write(next: View[]): void {
  own = next;
  localStorage.setItem(kept, JSON.stringify(next));
  for (const hear of listeners) hear();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The views that everybody has and those saved on this device, and the one that is shown. */
export function useViews(search: TicketFilter): { all: View[]; saved: View[]; current: View | undefined } {
  const saved = useSyncExternalStore(subscribe, () => own);
  const all = [...views, ...saved];
  return { all, saved, current: all.find((view) => sameSearch(view.search, search)) };
}

export const viewWords = (view: View, t: TFunction): string => view.words ?? t(`tickets:view.${view.name}`);

interface ViewListProps {
  search: TicketFilter;
  onChoose: (search: TicketFilter) => void;
}

/** The saved views on the left. */
export function ViewList({ search, onChoose }: ViewListProps) {
  const { t } = useTranslation();
  const { all, saved, current } = useViews(search);
  return (
    <nav className={styles.views} aria-label={t('tickets:views')}>
      <ul>
        {all.map((view) => (
          <li key={view.name}>
            <Link
              to="/tickets"
              search={view.search}
              className={view === current ? styles.current : undefined}
              aria-current={view === current ? 'true' : undefined}
            >
              {viewWords(view, t)}
            </Link>
            {saved.includes(view) && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('tickets:forget', { name: view.words })}
                onClick={() => write(saved.filter((v) => v !== view))}
              />
            )}
          </li>
        ))}
      </ul>
      {!current && (
        <SaveView
          onSave={(words) => {
            const kept = { ...filterOf(search), sort: sortOf(search) };
            write([...saved, { name: `own-${Date.now()}`, words, search: kept }]);
            onChoose(kept);
          }}
        />
      )}
    </nav>
  );
}

function SaveView({ onSave }: { onSave: (words: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const save = () => {
    if (words.trim() === '') return;
    onSave(words.trim());
    setOpen(false);
    setWords('');
  };
  return (
    <Popover
      trigger="click"
      placement="right"
      open={open}
      onOpenChange={setOpen}
      content={
        <Input.Search
          autoFocus
          value={words}
          maxLength={20}
          placeholder={t('tickets:viewName')}
          aria-label={t('tickets:viewName')}
          enterButton={t('common:save')}
          onChange={(e) => setWords(e.target.value)}
          onSearch={save}
        />
      }
    >
      <Button type="text" size="small" icon={<PlusOutlined />}>
        {t('tickets:saveView')}
      </Button>
    </Popover>
  );
}
