import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import type { HandoverItem, HandoverNote } from '@/api/types';
import { DayInput } from '@/components/DayInput';
import { OnDutyNow } from '@/components/onduty/OnDutyNow';
import { Panel } from '@/components/Page';
import { SearchBox } from '@/components/SearchBox';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import { acceptNote, handoversQuery, tickItem, touches } from './api';
import styles from './Duty.module.css';
import type { DutySearch } from './DutyPage';
import { HandoverDialog } from './HandoverDialog';

interface HandoverPanelProps {
  unit: string;
  search: DutySearch;
  set: (next: DutySearch) => void;
}

/** What one shift hands over to the next, and what is still open. */
export function HandoverPanel({ unit, search, set }: HandoverPanelProps) {
  const { t } = useTranslation();
  const mayWork = useMay('handoff.work');
  const [writing, setWriting] = useState(false);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    handoversQuery({ unit, q: search.q, from: search.day, to: search.day }),
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={8} />;
  const first = data.pages[0];
  const notes = data.pages.flatMap((page) => page.items);
  const write = first?.mayWrite && (
    <Button type="primary" size="small" onClick={() => setWriting(true)}>
      {t('duty:write')}
    </Button>
  );
  return (
    <div className={styles.halves}>
      <Panel
        title={t('duty:notes')}
        extra={
          <span className={styles.bar}>
            <SearchBox
              size="small"
              value={search.q ?? ''}
              label={t('duty:searchNotes')}
              onChange={(q) => set({ q: q || undefined })}
            />
            <span className={styles.day}>
              <DayInput label={t('duty:day')} value={search.day} onChange={(day) => set({ day })} />
            </span>
            {write}
          </span>
        }
      >
        {notes.length === 0 ? (
          <EmptyState title={t('duty:noNotes')} hint={t('duty:noNotesHint')} action={write} />
        ) : (
          notes.map((note) => <Note key={note.id} note={note} mayTick={first?.mayWrite ?? false} />)
        )}
        {hasNextPage && (
          <div className={styles.inner}>
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('duty:older')}
            </Button>
          </div>
        )}
      </Panel>
      <Panel
        title={t('duty:open')}
        extra={
          mayWork && (
            <Link to="/inbox" search={{ unit }}>
              {t('duty:atRisk')}
            </Link>
          )
        }
      >
        <div className={styles.inner}>
          <OnDutyNow units={[unit]} />
          {first?.open.length === 0 ? (
            <p className={styles.quiet}>{t('duty:nothingOpen')}</p>
          ) : (
            <Items items={first?.open ?? []} mayTick={first?.mayWrite ?? false} />
          )}
        </div>
      </Panel>
      {writing && <HandoverDialog unit={unit} open={first?.open ?? []} onClose={() => setWriting(false)} />}
    </div>
  );
}

function Note({ note, mayTick }: { note: HandoverNote; mayTick: boolean }) {
  const { t } = useTranslation();
  const accept = useChange(() => acceptNote(note.id), { touches, done: t('duty:accepted') });
  return (
    <article className={styles.note} aria-label={`${note.shift} ${note.by.name}`}>
      <header>
        <b>{note.shift || t('duty:note')}</b>
        <span>
          {note.by.name} · <Time at={note.at} as="exact" />
        </span>
        {note.accepted && (
          <span className={styles.fine}>
            {t('duty:takenOver', { name: note.accepted.name })} {note.acceptedAt && <Time at={note.acceptedAt} />}
          </span>
        )}
        {note.mayAccept && (
          <Button size="small" type="primary" loading={accept.isPending} onClick={() => accept.mutate()}>
            {t('duty:accept')}
          </Button>
        )}
      </header>
      <p>{note.text}</p>
      {note.watch !== '' && (
        <p className={styles.heed}>
          <b>{t('duty:watch')}</b> {note.watch}
        </p>
      )}
      <Items items={note.items} mayTick={mayTick} />
    </article>
  );
}

function Items({ items, mayTick }: { items: HandoverItem[]; mayTick: boolean }) {
  const { t } = useTranslation();
  const tick = useChange(({ id, done }: { id: string; done: boolean }) => tickItem(id, done), { touches });
  if (items.length === 0) return null;
  return (
    <ul className={styles.items}>
      {items.map((item) => (
        <li key={item.id}>
          <Checkbox
            checked={item.done !== null}
            disabled={!mayTick || tick.isPending}
            onChange={(event) => tick.mutate({ id: item.id, done: event.target.checked })}
          >
            {item.text}
          </Checkbox>{' '}
          {item.ticket !== '' && (
            <Link to="/tickets/$id" params={{ id: item.ticket }}>
              {item.ticket}
            </Link>
          )}{' '}
          <small>{item.done ? t('duty:doneBy', { name: item.done.name }) : <Time at={item.at} />}</small>
        </li>
      ))}
    </ul>
  );
}
