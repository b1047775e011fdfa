import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import { useMe } from '@/api/session';
import type { Home, HomeChange, Wrong } from '@/api/types';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useListKeys } from '@/components/useListKeys';
import styles from './HomePage.module.css';
import { TodoRow } from './TodoRow';

const homeQuery = queryOptions({
  queryKey: keys.home,
  queryFn: ({ signal }) => get<Home>('/home', undefined, signal),
  refetchInterval: 60_000,
});

/** What I must do next, what has changed since I last looked, what is wrong around me. */
export function HomePage() {
  const { t } = useTranslation();
  const me = useMe();
  const { data, error, refetch } = useQuery(homeQuery);
  return (
    <Page title={t('home:title')} extra={<span className={styles.who}>{`${me.name} · ${me.unit.name}`}</span>}>
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Body home={data} />}
    </Page>
  );
}

/** The server gives no more than this. */
const most = 50;

function Body({ home }: { home: Home | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={styles.layout}>
      <div className={styles.wrong}>{home && <WrongPanel wrong={home.wrong} />}</div>
      <div className={styles.next}>
        <Panel
          title={t('home:next')}
          extra={
            home &&
            home.next.length > 0 && (
              <span className={styles.count}>
                {t(home.next.length < most ? 'home:count' : 'home:countFirst', { count: home.next.length })}
              </span>
            )
          }
        >
          {home ? <NextList home={home} /> : <LoadingState rows={12} />}
        </Panel>
      </div>
      <div className={styles.changed}>
        <Panel title={t('home:changed')}>{home ? <ChangedList changes={home.changed} /> : <LoadingState />}</Panel>
      </div>
    </div>
  );
}

function NextList({ home }: { home: Home }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { at, setAt, holder } = useListKeys(home.next.length, {
    open: (i) => {
      const todo = home.next[i];
      if (todo) void navigate({ to: '/tickets/$id', params: { id: todo.number } });
    },
  });
  if (home.next.length === 0) return <EmptyState title={t('home:nothing')} hint={t('home:nothingHint')} />;
  return (
    <ol className={styles.todos} ref={holder}>
      {home.next.map((todo, i) => (
        <TodoRow
          key={`${todo.kind} ${todo.ticketId} ${todo.unit}`}
          todo={todo}
          index={i}
          pointed={i === at}
          onPoint={() => setAt(i)}
        />
      ))}
    </ol>
  );
}

function WrongPanel({ wrong }: { wrong: Wrong[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('home:wrong')}>
      {wrong.length === 0 ? (
        <p className={styles.fine}>{t('home:allWell')}</p>
      ) : (
        <ul className={styles.wrongs}>
          {wrong.map((item) => (
            <li key={`${item.kind} ${item.count}`}>
              <Link to={item.query} className={`${styles.wrongItem} ${item.kind === 'breached' ? styles.bad : ''}`}>
                {t(`home:wrongKind.${item.kind}`, { count: item.count })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const kept = 'xingfu.home.seen';

/** Until when the changes were seen the last time this page was left. */
function useSeenUntil(): string {
  const [until] = useState(() => localStorage.getItem(kept) ?? '');
  useEffect(() => () => localStorage.setItem(kept, new Date().toISOString()), []);
  return until;
}

function ChangedList({ changes }: { changes: HomeChange[] }) {
  const { t } = useTranslation();
  const seen = useSeenUntil();
  if (changes.length === 0) return <EmptyState title={t('home:noChange')} hint={t('notifications:noneHint')} />;
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li
          key={`${change.ticketId} ${change.kind} ${change.at}`}
          className={change.at > seen ? styles.fresh : undefined}
        >
          <Link to="/tickets/$id" params={{ id: change.number }}>
            <span className={styles.changeKind}>{t(`home:change.${change.kind}`)}</span>
            <span className={styles.changeAt}>
              <Time at={change.at} />
            </span>
            <span className={styles.changeSubject}>{change.subject}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
