import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outageQuery, outageTerminalsQuery, saveOutage } from '@/api/outages';
import { useMay } from '@/api/session';
import type { OutageDetails, OutageEntry } from '@/api/types';
import { useTimes } from '@/components/outages/OutageNotes';
import { inLanguage, wayNames } from '@/components/outages/outage';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import { listWords, useLanguage } from '@/i18n/language';
import { inputOf, OutageForm } from './OutageForm';
import styles from './Outages.module.css';

/** All that is known of an outage: what was said, whom it touches, and what one can do. */
export function OutageDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, error, refetch } = useQuery(outageQuery(id));
  const title = data ? inLanguage(data.area, language) : t('outages:page');
  return (
    <Drawer open onClose={onClose} title={title} size={600}>
      {data ? (
        <Whole outage={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState rows={10} />
      )}
    </Drawer>
  );
}

function Whole({ outage }: { outage: OutageDetails }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const times = useTimes();
  return (
    <div className={styles.whole}>
      <Acts outage={outage} />
      <p>
        <span className={`${styles.state} ${styles[outage.state] ?? ''}`}>{t(`outages:state.${outage.state}`)}</span>{' '}
        {t(`outages:kind.${outage.kind}`)} · <span className={outage.overdue ? styles.late : ''}>{times(outage)}</span>
      </p>
      <p className={styles.quiet}>{listWords(wayNames(outage), language)}</p>
      <section>
        <h3>{t('outages:public')}</h3>
        <p className={styles.text}>{outage.words.zh}</p>
        {outage.words.en !== '' && <p className={styles.text}>{outage.words.en}</p>}
      </section>
      {outage.internal !== '' && (
        <section>
          <h3>{t('outages:internal')}</h3>
          <p className={styles.text}>{outage.internal}</p>
        </section>
      )}
      <Touched outage={outage} />
      <section>
        <h3>{t('outages:history')}</h3>
        <ol className={styles.history}>
          {outage.history.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      </section>
    </div>
  );
}

function Acts({ outage }: { outage: OutageDetails }) {
  const { t } = useTranslation();
  const may = useMay('outage.manage');
  const [form, setForm] = useState<'update' | 'end'>();
  const { endedAt: _, ...again } = inputOf(outage);
  const reopen = useChange(() => saveOutage(again, outage), {
    touches: [['outages'], ['customers', 'overview']],
    done: t('outages:saved'),
  });
  if (!may) return null;
  return (
    <div className={styles.actions}>
      {outage.endedAt ? (
        <Button loading={reopen.isPending} onClick={() => reopen.mutate(undefined)}>
          {t('outages:reopen')}
        </Button>
      ) : (
        <>
          <Button type="primary" onClick={() => setForm('update')}>
            {t('outages:update')}
          </Button>
          <Button onClick={() => setForm('end')}>{t('outages:end')}</Button>
        </>
      )}
      {form && <OutageForm outage={outage} ending={form === 'end'} onClose={() => setForm(undefined)} />}
    </div>
  );
}

function Touched({ outage }: { outage: OutageDetails }) {
  const { t } = useTranslation();
  const mayTickets = useMay('ticket.read');
  const mayCustomers = useMay('customer.read');
  const list = useInfiniteQuery({ ...outageTerminalsQuery(outage.id), enabled: mayCustomers });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section>
      <h3>{t('outages:terminals')}</h3>
      <p>
        {t('outages:touched', { terminals: outage.terminals, customers: outage.customers })}{' '}
        <span className={styles.quiet}>{t('outages:counted')}</span>
      </p>
      {mayTickets && (
        <p>
          <Link to="/tickets" search={{ outage: outage.id, status: 'active' }}>
            {t('outages:tickets')}
          </Link>
        </p>
      )}
      {list.data && rows.length === 0 && <p className={styles.quiet}>{t('outages:noTerminals')}</p>}
      <ul className={styles.terminals}>
        {rows.map((terminal) => (
          <li key={terminal.id}>
            <Link to="/customers/$id" params={{ id: terminal.customerId }} search={{ terminal: terminal.id }}>
              {terminal.number || terminal.serial || terminal.sim || terminal.imei}
            </Link>
            <span>{terminal.customer}</span>
            <span className={styles.quiet}>{[terminal.beam, terminal.gateway].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button type="text" size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('customers:more')}
        </Button>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: OutageEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const fields = [...new Set(entry.changes.map(({ field }) => t(`outages:field.${field}`)))];
  return (
    <li>
      <div className={styles.head}>
        <strong>{t(`outages:step.${entry.kind}`)}</strong>
        <span className={styles.quiet}>
          <Time at={entry.at} as="day" /> · {entry.by || t('outages:program')}
        </span>
      </div>
      <p className={styles.text}>{inLanguage(entry.words, language)}</p>
      {entry.internal !== '' && <p className={styles.inside}>{entry.internal}</p>}
      {fields.length > 0 && (
        <p className={styles.quiet}>{t('outages:changed', { fields: listWords(fields, language) })}</p>
      )}
    </li>
  );
}
