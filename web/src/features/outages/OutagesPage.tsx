import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outagesQuery } from '@/api/outages';
import { useMay } from '@/api/session';
import type { Outage } from '@/api/types';
import { useTimes } from '@/components/outages/OutageNotes';
import { inLanguage, pressing, wayNames } from '@/components/outages/outage';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { listWords, useLanguage } from '@/i18n/language';
import { OutageDrawer } from './OutageDrawer';
import { OutageForm } from './OutageForm';
import styles from './Outages.module.css';

/** What is interrupted in the network, what is planned, and what has passed. */
export function OutagesPage() {
  const { t } = useTranslation();
  const may = useMay('outage.manage');
  const { id } = useSearch({ from: '/inside/outages' });
  const navigate = useNavigate();
  const [declaring, setDeclaring] = useState(false);
  const show = (outage?: string) =>
    void navigate({ to: '/outages', search: outage === undefined ? {} : { id: outage }, replace: true });
  const declare = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setDeclaring(true)}>
      {t('outages:declare')}
    </Button>
  );
  return (
    <Page title={t('outages:page')} extra={declare}>
      <div className={styles.stack}>
        <List
          state="now"
          empty={<EmptyState title={t('outages:none')} hint={may ? t('outages:noneHint') : undefined} />}
        />
        <List state="past" empty={<EmptyState title={t('outages:noPast')} />} />
      </div>
      {id !== undefined && <OutageDrawer id={id} onClose={() => show()} />}
      {declaring && <OutageForm onDone={(made) => show(made.id)} onClose={() => setDeclaring(false)} />}
    </Page>
  );
}

function List({ state, empty }: { state: 'now' | 'past'; empty: React.ReactNode }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(outagesQuery({ state }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t(state === 'now' ? 'outages:current' : 'outages:past')}>
      {list.error && rows.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingState rows={4} />}
      {list.data && rows.length === 0 && empty}
      <ul className={styles.rows}>
        {(state === 'now' ? pressing(rows) : rows).map((outage) => (
          <Row key={outage.id} outage={outage} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('outages:more')}
        </Button>
      )}
    </Panel>
  );
}

function Row({ outage }: { outage: Outage }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const times = useTimes();
  return (
    <li>
      <Link to="/outages" search={{ id: outage.id }} className={styles.row} replace>
        <span className={styles.head}>
          <span className={`${styles.state} ${styles[outage.state] ?? ''}`}>{t(`outages:state.${outage.state}`)}</span>
          <strong>{inLanguage(outage.area, language)}</strong>
          <span className={styles.quiet}>{t(`outages:kind.${outage.kind}`)}</span>
          <span className={styles.quiet}>{listWords(wayNames(outage).slice(0, 8), language)}</span>
        </span>
        <span className={outage.overdue ? styles.late : ''}>{times(outage)}</span>
        <span className={styles.said}>{inLanguage(outage.words, language)}</span>
        <span className={styles.quiet}>
          {t('outages:touched', { terminals: outage.terminals, customers: outage.customers })}
        </span>
      </Link>
    </li>
  );
}
