import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveChanges } from '@/api/live';
import { useMay, useMe } from '@/api/session';
import { type TicketFilter, ticketCountQuery, ticketsQuery } from '@/api/tickets';
import type { TicketRow } from '@/api/types';
import { useTitle } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useKeys } from '@/components/useKeys';
import { useListKeys } from '@/components/useListKeys';
import { ExportMenu } from './ExportMenu';
import { FilterBar } from './FilterBar';
import { type Column, columnsOf, filterOf, fitting, sortOf, usualColumns } from './filters';
import { Preview } from './Preview';
import { SelectionBar } from './SelectionBar';
import styles from './TicketsPage.module.css';
import { TicketTable } from './TicketTable';
import { useSelection } from './useSelection';
import { useViews, ViewList, viewWords } from './views';

/** Every ticket that I may see: views on the left, filters as chips, a dense table, a preview at the side. */
export function TicketsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/tickets' }) as TicketFilter;
  const navigate = useNavigate();
  const filter = useMemo(() => filterOf(search), [search]);
  const sort = sortOf(search);
  // Who looks at how matters flow sees more tickets than the own ones, and so asks whose they are.
  const withOwner = useMay('flow.read');
  const chosen = columnsOf(search);
  const columns = chosen.length > 0 ? chosen : usualColumns(withOwner);
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  const shown = chosen.length > 0 ? chosen : fitting(columns, room);
  const setSearch = useCallback(
    (next: TicketFilter, replace = false) => void navigate({ to: '/tickets', search: next, replace }),
    [navigate],
  );
  const { all, current } = useViews(search);
  const title = current ? viewWords(current, t) : t('tickets:title');
  useTitle(title);
  return (
    <div className={styles.layout}>
      <ViewList search={search} onChoose={setSearch} />
      <div className={styles.main}>
        <div className={styles.head}>
          <h1>{title}</h1>
          <Count filter={filter} />
          <ExportMenu filter={filter} sort={sort} columns={columns} />
          <Select
            className={styles.viewSelect}
            aria-label={t('tickets:views')}
            value={current?.name ?? null}
            placeholder={t('tickets:views')}
            options={all.map((view) => ({ value: view.name, label: viewWords(view, t) }))}
            onChange={(name) => setSearch(all.find((view) => view.name === name)?.search ?? {})}
          />
        </div>
        <FilterBar search={search} columns={columns} shown={shown} onChange={setSearch} />
        <List
          key={JSON.stringify([filter, sort])}
          filter={filter}
          sort={sort}
          columns={shown}
          chosen={chosen.length > 0}
          onRoom={setRoom}
        />
      </div>
    </div>
  );
}

function Count({ filter }: { filter: TicketFilter }) {
  const { t } = useTranslation();
  const { data } = useQuery(ticketCountQuery(filter));
  const { seesAll } = useMe();
  if (!data) return null;
  return (
    <span className={styles.count}>
      <span>{t(data.capped ? 'tickets:countMore' : 'tickets:count', { count: data.count })}</span>
      <span className={styles.sees}>{` · ${t(seesAll ? 'tickets:seesAll' : 'tickets:seesSome')}`}</span>
    </span>
  );
}

interface ListProps {
  filter: TicketFilter;
  sort: string;
  columns: Column[];
  /** The address names the columns. */
  chosen: boolean;
  onRoom: (pixels: number) => void;
}

function List({ filter, sort, columns, chosen, onRoom }: ListProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...ticketsQuery({ ...filter, sort }), refetchOnMount: 'always' });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const mayHandle = useMay('ticket.handle');
  const mayWork = useMay('handoff.work');
  const mayChoose = mayHandle || mayWork;
  const mayFile = useMay('ticket.create');
  const selection = useSelection(rows);
  const [previewing, setPreviewing] = useState(false);
  const open = (row: TicketRow) => void navigate({ to: '/tickets/$id', params: { id: row.number } });
  const { at, setAt, holder } = useListKeys(rows.length, {
    open: (i) => rows[i] && open(rows[i]),
    preview: () => setPreviewing(!previewing),
    leave: () => (previewing ? setPreviewing(false) : selection.drop()),
  });
  const { data: found } = useQuery({ ...ticketCountQuery(filter), enabled: mayChoose && list.hasNextPage });
  useKeys({ x: (event) => rows[at] && selection.toggle(rows[at], event.shiftKey) }, { disabled: !mayChoose });
  const keys = [t('tickets:keys'), mayChoose && t('tickets:keySelect'), mayFile && t('tickets:keyNew')].filter(Boolean);
  const shown = previewing ? rows[at] : undefined;

  if (list.error && rows.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <LoadingState rows={16} />;
  return (
    <div className={styles.list}>
      <ChangedBar onRefresh={() => void list.refetch()} />
      {rows.length === 0 ? (
        <NoTickets filtered={Object.keys(filter).length > 0} />
      ) : (
        <div className={styles.split}>
          <TicketTable
            rows={rows}
            columns={columns}
            chosen={chosen}
            onRoom={onRoom}
            at={at}
            onPoint={setAt}
            onPreview={(i) => {
              setAt(i);
              setPreviewing(true);
            }}
            holder={holder}
            selection={mayChoose ? selection : undefined}
            hasMore={list.hasNextPage}
            loadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
          {shown && <Preview number={shown.number} onClose={() => setPreviewing(false)} />}
        </div>
      )}
      <SelectionBar selection={selection} filter={filter} found={list.hasNextPage ? found : undefined} />
      <p className={styles.hint}>{keys.join(' · ')}</p>
    </div>
  );
}

function NoTickets({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  const mayFile = useMay('ticket.create');
  const navigate = useNavigate();
  return (
    <EmptyState
      title={t('tickets:empty')}
      hint={t(filtered ? 'tickets:emptyFiltered' : 'tickets:emptyAll')}
      action={
        filtered ? (
          <Button onClick={() => void navigate({ to: '/tickets', search: {} })}>{t('tickets:clear')}</Button>
        ) : (
          mayFile && (
            <Button type="primary" onClick={() => void navigate({ to: '/tickets/new', search: {} })}>
              {t('app:newTicket')}
            </Button>
          )
        )
      }
    />
  );
}

/** Says that tickets have changed since the list was read; the table itself never jumps. */
function ChangedBar({ onRefresh }: { onRefresh: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useLiveChanges((change) => {
    if (change.ticketId === undefined || change.actorId === me.id || change.kind === 'notification') return;
    setChanged((before) => new Set(before).add(change.ticketId as string));
  });
  if (changed.size === 0) return null;
  return (
    <button
      type="button"
      className={styles.changed}
      onClick={() => {
        setChanged(new Set());
        onRefresh();
      }}
    >
      <span role="status">{t('tickets:changed', { count: changed.size })}</span> · {t('tickets:refresh')}
    </button>
  );
}
