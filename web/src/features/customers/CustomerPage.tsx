import { EditOutlined, EyeOutlined, MergeCellsOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { overviewQuery } from '@/api/customers';
import { useLiveChanges } from '@/api/live';
import { useMay } from '@/api/session';
import type { Overview } from '@/api/types';
import { IdentityPanel } from '@/components/identity/IdentityPanel';
import { OutageNotes } from '@/components/outages/OutageNotes';
import { Page, Panel } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { Viewers } from '@/components/Viewers';
import { Contacts, Contracts, LastRating, Sites } from './agreed';
import { Care, Visits } from './CarePanels';
import { Consents } from './Consents';
import styles from './CustomerPage.module.css';
import type { Doing } from './doing';
import { Subscriptions, Terminals } from './equipment';
import { Figures } from './Figures';
import { Facts } from './Head';
import { Merged } from './Merged';
import { OpenTickets } from './OpenTickets';
import { SiteDrawer } from './SiteDrawer';
import { TerminalDrawer } from './TerminalDrawer';
import { Touches } from './Touches';

const Forms = lazy(() => import('./forms/Forms'));

/** Everything about one customer on one screen. */
export function CustomerPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/customers/$id' });
  const { data, error, refetch } = useQuery(overviewQuery(id));
  useLiveChanges(({ ticketId }) => {
    if (data?.open.some((row) => row.id === ticketId)) void refetch();
  });
  if (error && !data) {
    const list = <Link to="/customers">{t('customers:toList')}</Link>;
    return <ErrorState error={error} onRetry={() => void refetch()} instead={list} />;
  }
  return data ? <Whole overview={data} /> : <Placeholder />;
}

/** Holds the place of everything, so that nothing moves when it comes. */
function Placeholder() {
  const { t } = useTranslation();
  const panels = (rows: number[]) => (
    <div className={styles.column}>
      {rows.map((count) => (
        <Panel key={count}>
          <LoadingState rows={count} />
        </Panel>
      ))}
    </div>
  );
  return (
    <Page title={t('customers:one')}>
      <div className={styles.figuresPlace} />
      <div className={styles.layout}>
        {panels([5, 8, 6])}
        {panels([4, 3, 2])}
      </div>
    </Page>
  );
}

function Whole({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { customer } = overview;
  const mayWrite = useMay('customer.write');
  const mayReview = useMay('rights.manage', 'audit.read');
  const [reviewing, setReviewing] = useState(false);
  const [doing, setDoing] = useState<Doing>();
  const onDo = mayWrite ? setDoing : undefined;
  const { terminal, site } = useSearch({ from: '/inside/customers/$id' });
  const navigate = useNavigate();
  const open = (id: string) => void navigate({ to: '/customers/$id', params: { id } });
  const close = () => void navigate({ to: '/customers/$id', params: { id: customer.id }, replace: true });
  return (
    <Page
      title={customer.name}
      extra={
        <Head
          overview={overview}
          onChange={onDo && (() => onDo({ what: 'customer' }))}
          onSetPlan={onDo && (() => onDo({ what: 'servicePlan' }))}
          onMerge={onDo && customer.mergedInto === '' ? () => onDo({ what: 'merge' }) : undefined}
          onReview={mayReview ? () => setReviewing(true) : undefined}
        />
      }
    >
      {customer.mergedInto !== '' && <Merged customer={customer} mayWrite={mayWrite} />}
      {customer.note !== '' && (
        <p className={`${styles.note} ${customer.noteMust ? styles.must : ''}`}>
          <strong>{t(customer.noteMust ? 'customers:noteMust' : 'customers:note')}</strong> {customer.note}
        </p>
      )}
      <Figures overview={overview} />
      <div className={styles.layout}>
        <div className={styles.column}>
          {overview.outages.length > 0 && (
            <Panel title={t('outages:title')}>
              <div className={styles.item}>
                <OutageNotes outages={overview.outages} />
              </div>
            </Panel>
          )}
          <OpenTickets overview={overview} />
          <Care overview={overview} />
          <Touches touches={overview.contacts} />
          <Terminals customer={customer} onDo={onDo} />
          <Subscriptions customer={customer} onDo={onDo} />
        </div>
        <div className={styles.column}>
          <Contacts customer={customer} onDo={onDo} />
          <IdentityPanel customer={customer} status={overview.identity} />
          <Contracts customer={customer} onDo={onDo} />
          <Sites customer={customer} onDo={onDo} />
          <Visits overview={overview} />
          <Consents customer={customer} mayWrite={mayWrite} />
          <LastRating rating={overview.rating} />
        </div>
      </div>
      {reviewing && <Viewers customer={customer.id} name={customer.name} onClose={() => setReviewing(false)} />}
      {site !== undefined && <SiteDrawer id={site} customer={customer} onDo={onDo} onClose={close} />}
      {terminal !== undefined && <TerminalDrawer id={terminal} customer={customer} onDo={onDo} onClose={close} />}
      {doing && (
        <Suspense>
          <Forms customer={customer} doing={doing} onClose={() => setDoing(undefined)} onMerged={open} />
        </Suspense>
      )}
    </Page>
  );
}

interface HeadProps {
  overview: Overview;
  onChange?: () => void;
  onSetPlan?: () => void;
  onMerge?: () => void;
  onReview?: () => void;
}

function Head({ overview, onChange, onSetPlan, onMerge, onReview }: HeadProps) {
  const { t } = useTranslation();
  const mayFile = useMay('ticket.create');
  const { customer } = overview;
  return (
    <>
      <Facts overview={overview} onSetPlan={onSetPlan} />
      {onReview && (
        <Button icon={<EyeOutlined />} onClick={onReview}>
          {t('components:viewers.open')}
        </Button>
      )}
      {onChange && (
        <Button icon={<EditOutlined />} onClick={onChange}>
          {t('customers:edit')}
        </Button>
      )}
      {onMerge && (
        <Button icon={<MergeCellsOutlined />} onClick={onMerge}>
          {t('customers:merge.open')}
        </Button>
      )}
      {mayFile && (
        <Link to="/tickets/new" search={{ customer: customer.id }}>
          <Button icon={<PlusOutlined />} tabIndex={-1}>
            {t('customers:newTicket')}
          </Button>
        </Link>
      )}
    </>
  );
}
