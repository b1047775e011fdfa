import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import type { InboxRow, Items } from '@/api/types';
import { PriorityBadge, TierBadge } from '@/components/Badges';
import { ChainStrip } from '@/components/Chain';
import { HandoffCard } from '@/components/handoff/HandoffCard';
import { Page } from '@/components/Page';
import { UnitPicker } from '@/components/pickers';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useListKeys } from '@/components/useListKeys';
import styles from './Inbox.module.css';

type InboxFilter = Record<string, string | undefined>;

const states: Record<string, string> = {
  open: 'sent,accepted',
  sent: 'sent',
  accepted: 'accepted',
  ended: 'returned,finished,withdrawn',
};

const inboxQuery = (filter: InboxFilter) =>
  infiniteQueryOptions({
    queryKey: keys.handoffs(filter),
    queryFn: ({ pageParam, signal }) =>
      get<Items<InboxRow>>('/handoffs', { ...filter, limit: 30, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor || undefined,
  });

/** A unit's inbox: its handoffs by what is left of its own clock, worked on where they stand. */
export function InboxPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/inbox' }) as InboxFilter;
  const navigate = useNavigate();
  const set = (next: InboxFilter) => void navigate({ to: '/inbox', search: { ...search, ...next }, replace: true });
  const state = search.state ?? 'open';
  return (
    <Page
      title={t('inbox:title')}
      extra={
        <div className={styles.bar}>
          <Segmented
            value={state}
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
          <Checkbox
            checked={search.mine === 'true'}
            onChange={(e) => set({ mine: e.target.checked ? 'true' : undefined })}
          >
            {t('inbox:mine')}
          </Checkbox>
        </div>
      }
    >
      <InboxList filter={{ status: states[state], unit: search.unit, mine: search.mine }} />
    </Page>
  );
}

function InboxList({ filter }: { filter: InboxFilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useInfiniteQuery(inboxQuery(filter));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { at, setAt, holder } = useListKeys(rows.length, {
    open: (i) => {
      const row = rows[i];
      if (row) void navigate({ to: '/tickets/$id', params: { id: row.ticketNumber } });
    },
  });
  if (list.isPending) return <LoadingState />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return <EmptyState title={t('inbox:empty')} hint={t('inbox:emptyHint')} />;
  return (
    <section ref={holder} className={styles.list} aria-label={t('inbox:title')}>
      {rows.map((row, i) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys J and K do the same
        <div key={row.id} data-row={i} className={i === at ? styles.current : styles.row} onFocus={() => setAt(i)}>
          <TicketLine row={row} />
          <HandoffCard handoff={row} />
        </div>
      ))}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('inbox:more')}
        </Button>
      )}
    </section>
  );
}

function TicketLine({ row }: { row: InboxRow }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <div className={styles.ticket}>
      <span className={styles.kind}>{names.of('kinds', row.ticket.kind)}</span>
      <Link
        to="/tickets/$id"
        params={{ id: row.ticketNumber }}
        title={t('inbox:openTicket')}
        className={styles.subject}
      >
        {row.ticketNumber} {row.ticket.subject}
      </Link>
      <PriorityBadge priority={row.ticket.priority} />
      {row.ticket.customerName !== '' && (
        <span className={styles.customer}>
          {row.ticket.customerName} <TierBadge tier={row.ticket.tier} />
        </span>
      )}
      <ChainStrip links={row.ticket.chain ?? []} />
    </div>
  );
}
