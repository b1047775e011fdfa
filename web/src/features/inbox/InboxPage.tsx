import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Drawer, Grid, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { CodeSelect } from '@/components/CodeSelect';
import { Page } from '@/components/Page';
import { StaffPicker, UnitPicker } from '@/components/pickers';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useListKeys } from '@/components/useListKeys';
import { HandoffRow } from './HandoffRow';
import styles from './Inbox.module.css';
import { filterOf, type InboxSearch, inboxQuery, states } from './inbox';
import { Work } from './Work';

/** A unit's inbox: its handoffs by what is left of its own clock, worked on without leaving the list. */
export function InboxPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = useSearch({ from: '/inside/inbox' }) as InboxSearch;
  const navigate = useNavigate();
  const set = (next: InboxSearch) => void navigate({ to: '/inbox', search: { ...search, ...next } });
  return (
    <Page
      title={t('inbox:title')}
      extra={
        <div className={styles.bar}>
          <Segmented
            aria-label={t('inbox:state')}
            value={search.state ?? 'open'}
            onChange={(value) => set({ state: value === 'open' ? undefined : value })}
            options={Object.keys(states).map((value) => ({ value, label: t(`inbox:${value}`) }))}
          />
          <UnitPicker
            aria-label={t('inbox:unit')}
            placeholder={t('inbox:allUnits')}
            allowClear
            style={{ width: 220 }}
            value={search.unit}
            onChange={(unit) => set({ unit })}
          />
          <CodeSelect
            list="links"
            mode="multiple"
            maxTagCount="responsive"
            aria-label={t('inbox:link')}
            placeholder={t('inbox:links')}
            style={{ width: 170 }}
            value={(search.link?.split(',') ?? []) as unknown as string}
            onChange={(links) => set({ link: (links as unknown as string[]).join(',') || undefined })}
          />
          <StaffPicker
            aria-label={t('inbox:assignee')}
            placeholder={t('inbox:people')}
            allowClear
            filter={{ role: 'engineer' }}
            ownUnit={me.unit.id}
            first={{ value: 'none', label: t('inbox:nobody') }}
            style={{ width: 170 }}
            value={search.assignee}
            onChange={(assignee) => set({ assignee })}
          />
          <Checkbox
            checked={search.urged === 'true'}
            onChange={(e) => set({ urged: e.target.checked ? 'true' : undefined })}
          >
            {t('inbox:urged')}
          </Checkbox>
          <Checkbox
            checked={search.mine === 'true'}
            onChange={(e) => set({ mine: e.target.checked ? 'true' : undefined })}
          >
            {t('inbox:mine')}
          </Checkbox>
        </div>
      }
    >
      <InboxList search={search} set={set} />
    </Page>
  );
}

interface InboxListProps {
  search: InboxSearch;
  set: (next: InboxSearch) => void;
}

function InboxList({ search, set }: InboxListProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useInfiniteQuery(inboxQuery(filterOf(search)));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const open = (i: number) => {
    const row = rows[i];
    if (row === undefined) return;
    if (row.id !== search.handoff) set({ handoff: row.id, ticket: row.ticketNumber });
    else void navigate({ to: '/tickets/$id', params: { id: row.ticketNumber } });
  };
  const close = () => set({ handoff: undefined, ticket: undefined });
  const { at, setAt, holder } = useListKeys(rows.length, { open, preview: open, leave: close });
  if (list.isPending) return <LoadingState rows={12} />;
  if (list.isError && rows.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className={styles.split}>
      {rows.length === 0 ? (
        <EmptyState
          title={t(search.state === 'ended' ? 'inbox:emptyEnded' : 'inbox:empty')}
          hint={t('inbox:emptyHint')}
        />
      ) : (
        <section className={styles.left} aria-label={t('inbox:title')}>
          <ol ref={holder} className={styles.list}>
            {rows.map((row, i) => (
              <HandoffRow
                key={row.id}
                row={row}
                index={i}
                pointed={i === at}
                chosen={row.id === search.handoff}
                onPoint={() => setAt(i)}
                onOpen={() => set({ handoff: row.id, ticket: row.ticketNumber })}
              />
            ))}
          </ol>
          {list.hasNextPage && (
            <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
              {t('inbox:more')}
            </Button>
          )}
          <p className={styles.hint}>{t('inbox:keys')}</p>
        </section>
      )}
      {search.handoff !== undefined && search.ticket !== undefined && (
        <Beside title={search.ticket} onClose={close}>
          <Work number={search.ticket} handoffId={search.handoff} onClose={close} />
        </Beside>
      )}
    </div>
  );
}

/** Beside the list where there is room, so that J and K go on; over it on a small screen. */
function Beside({ title, onClose, children }: { title: string; onClose: () => void; children: React.ReactNode }) {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().xl;
  if (wide === undefined) return null;
  if (wide) {
    return (
      <aside className={styles.aside} aria-label={t('inbox:work', { number: title })}>
        {children}
      </aside>
    );
  }
  return (
    <Drawer
      open
      onClose={onClose}
      closable={false}
      aria-label={t('inbox:work', { number: title })}
      size="min(560px, 100vw)"
      styles={{ body: { padding: 0 } }}
    >
      {children}
    </Drawer>
  );
}
