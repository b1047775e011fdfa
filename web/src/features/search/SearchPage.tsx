import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type FoundGroup, foundGroupQuery } from '@/api/search';
import { Page, Panel } from '@/components/Page';
import { SearchBox } from '@/components/SearchBox';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useListKeys } from '@/components/useListKeys';
import { CustomerHit, TerminalHit, TicketHit } from './hits';
import styles from './SearchPage.module.css';

/** Everything about some words: tickets, customers and terminals, each with the passage that was found. */
export function SearchPage() {
  const { t } = useTranslation();
  const q = useSearch({ from: '/inside/search' }).q?.trim() ?? '';
  const navigate = useNavigate();
  return (
    <Page
      title={q === '' ? t('search:title') : t('search:about', { words: q })}
      extra={
        <SearchBox
          className={styles.box}
          label={t('search:box')}
          value={q}
          hotkey="f"
          onChange={(next) => void navigate({ to: '/search', search: next === '' ? {} : { q: next }, replace: true })}
        />
      }
    >
      {q === '' ? (
        <Panel>
          <EmptyState title={t('search:start')} hint={t('search:can')} />
        </Panel>
      ) : (
        <Results key={q} q={q} />
      )}
    </Page>
  );
}

interface Line {
  key: string;
  shown: (pointed: boolean, index: number) => ReactNode;
  go: () => void;
}

function Results({ q }: { q: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tickets = useInfiniteQuery(foundGroupQuery(q, 'tickets'));
  const customers = useInfiniteQuery(foundGroupQuery(q, 'customers'));
  const terminals = useInfiniteQuery(foundGroupQuery(q, 'terminals'));
  const groups: { name: FoundGroup; query: GroupQuery; lines: Line[] }[] = [
    {
      name: 'tickets',
      query: tickets,
      lines: (tickets.data?.pages ?? []).flatMap((page) =>
        page.items.map((hit) => ({
          key: hit.id,
          shown: (pointed, index) => <TicketHit key={hit.id} hit={hit} pointed={pointed} index={index} />,
          go: () => void navigate({ to: '/tickets/$id', params: { id: hit.number } }),
        })),
      ),
    },
    {
      name: 'customers',
      query: customers,
      lines: (customers.data?.pages ?? []).flatMap((page) =>
        page.items.map((hit) => ({
          key: hit.id,
          shown: (pointed, index) => <CustomerHit key={hit.id} hit={hit} pointed={pointed} index={index} />,
          go: () => void navigate({ to: '/customers/$id', params: { id: hit.id } }),
        })),
      ),
    },
    {
      name: 'terminals',
      query: terminals,
      lines: (terminals.data?.pages ?? []).flatMap((page) =>
        page.items.map((hit) => ({
          key: hit.id,
          shown: (pointed, index) => <TerminalHit key={hit.id} hit={hit} pointed={pointed} index={index} />,
          go: () =>
            void navigate({ to: '/customers/$id', params: { id: hit.customerId }, search: { terminal: hit.id } }),
        })),
      ),
    },
  ];
  const lines = groups.flatMap((group) => group.lines);
  const { at, holder } = useListKeys(lines.length, { open: (i) => lines[i]?.go() });
  const failed = groups.find((group) => group.query.error)?.query;
  if (failed && lines.length === 0) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (lines.length === 0 && groups.every((group) => !group.query.isPending))
    return (
      <Panel>
        <EmptyState title={t('search:none', { words: q })} hint={t('search:can')} />
      </Panel>
    );
  let before = 0;
  return (
    <div ref={holder} className={styles.groups}>
      {groups.map(({ name, query, lines: own }) => {
        const first = before;
        before += own.length;
        return (
          <Panel key={name} title={t(`search:group.${name}`)}>
            <Group query={query}>{own.map((line, i) => line.shown(at === first + i, first + i))}</Group>
          </Panel>
        );
      })}
    </div>
  );
}

interface GroupQuery {
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

function Group({ query, children }: { query: GroupQuery; children: ReactNode[] }) {
  const { t } = useTranslation();
  if (query.isPending) return <LoadingState rows={3} />;
  if (query.error && children.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (children.length === 0) return <p className={styles.none}>{t('search:noneOf')}</p>;
  return (
    <>
      <ul className={styles.hits}>{children}</ul>
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button type="text" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('search:more')}
          </Button>
        </div>
      )}
    </>
  );
}
