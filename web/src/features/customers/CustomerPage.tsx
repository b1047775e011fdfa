import { EditOutlined, EyeOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '@/api/customers';
import { useMay } from '@/api/session';
import type { Customer } from '@/api/types';
import { TierBadge } from '@/components/Badges';
import { Page } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { Viewers } from '@/components/Viewers';
import styles from './CustomerPage.module.css';
import { CustomerTickets } from './CustomerTickets';
import { type Adding, CustomerForms } from './forms';
import { Contacts, Sites, Subscriptions, Terminals } from './parts';

/** Everything about one customer on one screen. */
export function CustomerPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/customers/$id' });
  const { data, error, refetch } = useQuery(customerQuery(id));
  if (error && !data) {
    const list = <Link to="/customers">{t('customers:toList')}</Link>;
    return <ErrorState error={error} onRetry={() => void refetch()} instead={list} />;
  }
  if (!data) return <LoadingState rows={12} />;
  return <Whole customer={data} />;
}

function Whole({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const mayWrite = useMay('customer.write');
  const mayFile = useMay('ticket.create');
  const mayReview = useMay('rights.manage', 'audit.read');
  const [reviewing, setReviewing] = useState(false);
  const [adding, setAdding] = useState<Adding>();
  const add = mayWrite ? setAdding : undefined;
  return (
    <Page
      title={customer.name}
      extra={
        <>
          <span className={styles.facts}>
            <TierBadge tier={customer.tier} />
            <span>{customer.number}</span>
            <span>{t(`components:customer.${customer.kind}`)}</span>
            {customer.industry !== '' && <span>{customer.industry}</span>}
            <span>{customer.unit.name}</span>
          </span>
          {mayReview && (
            <Button icon={<EyeOutlined />} onClick={() => setReviewing(true)}>
              {t('components:viewers.open')}
            </Button>
          )}
          {mayWrite && (
            <Button icon={<EditOutlined />} onClick={() => setAdding('edit')}>
              {t('customers:edit')}
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
      }
    >
      {customer.note !== '' && (
        <p className={`${styles.note} ${customer.noteMust ? styles.must : ''}`}>
          <strong>{t(customer.noteMust ? 'customers:noteMust' : 'customers:note')}</strong> {customer.note}
        </p>
      )}
      <div className={styles.layout}>
        <div className={styles.column}>
          <CustomerTickets customerId={customer.id} />
          <Terminals customer={customer} onAdd={add} />
          <Subscriptions customer={customer} />
        </div>
        <div className={styles.column}>
          <Contacts customer={customer} onAdd={add} />
          <Sites customer={customer} onAdd={add} />
        </div>
      </div>
      {reviewing && <Viewers customer={customer.id} name={customer.name} onClose={() => setReviewing(false)} />}
      <CustomerForms customer={customer} adding={adding} onClose={() => setAdding(undefined)} />
    </Page>
  );
}
