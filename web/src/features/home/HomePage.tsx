import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import { useMe } from '@/api/session';
import type { Home, Wrong } from '@/api/types';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useListKeys } from '@/components/useListKeys';
import { ChangedList } from './ChangedList';
import styles from './HomePage.module.css';
import { placeOf, TodoRow } from './TodoRow';

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
        <Panel title={t('home:changed')}>
          <ChangedList />
        </Panel>
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
      if (todo) void navigate(placeOf(todo));
    },
  });
  if (home.next.length === 0) return <EmptyState title={t('home:nothing')} hint={t('home:nothingHint')} />;
  return (
    <ol className={styles.todos} ref={holder}>
      {home.next.map((todo, i) => (
        <TodoRow
          key={`${todo.kind} ${todo.ticketId} ${todo.unit} ${todo.at}`}
          todo={todo}
          index={i}
          pointed={i === at}
          onPoint={() => setAt(i)}
        />
      ))}
    </ol>
  );
}

const badKinds: string[] = ['overdue'];

function WrongPanel({ wrong }: { wrong: Wrong[] }) {
  const { t } = useTranslation();
  const { seesAll } = useMe();
  return (
    <Panel
      title={t('home:wrong')}
      extra={<span className={styles.count}>{t(`home:around.${seesAll ? 'all' : 'own'}`)}</span>}
    >
      {wrong.length === 0 ? (
        <p className={styles.fine}>{t('home:allWell')}</p>
      ) : (
        <ul className={styles.wrongs}>
          {wrong.map((item) => (
            <li key={`${item.kind} ${item.count}`}>
              <Link to={item.query} className={`${styles.wrongItem} ${badKinds.includes(item.kind) ? styles.bad : ''}`}>
                {t(`home:wrongKind.${item.kind}`, { count: item.count })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
