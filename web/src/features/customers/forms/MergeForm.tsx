import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { get, post } from '@/api/client';
import { customerQuery } from '@/api/customers';
import type { Customer, Items, LikelyCustomer } from '@/api/types';
import { CustomerPicker } from '@/components/CustomerPicker';
import { FormModal } from '@/components/FormModal';
import { listWords, useLanguage } from '@/i18n/language';
import { touches } from '../api';
import styles from './Forms.module.css';
import { useNeeded } from './PartForm';

interface MergeFormProps {
  customer: Customer;
  onDone: (into: string) => void;
  onClose: () => void;
}

const fields = ['name', 'kind', 'tier', 'industry', 'address', 'locale', 'managerId', 'note'] as const;
type Field = (typeof fields)[number];

interface Values {
  into: string;
  reason: string;
  take?: Partial<Record<Field, 'into' | 'from'>>;
}

/** Lets this customer go on as another, with a choice of what that one takes over. */
export function MergeForm({ customer, onDone, onClose }: MergeFormProps) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const [into, setInto] = useState('');
  return (
    <FormModal<Values, Customer>
      title={t('customers:merge.title', { name: customer.name })}
      okText={t('customers:merge.ok')}
      width={680}
      submit={({ into: id, reason, take = {} }) =>
        post<Customer>(`/customers/${customer.id}/merge`, {
          into: id,
          reason,
          take: fields.filter((field) => take[field] === 'from'),
          version: customer.version,
        })
      }
      touches={touches}
      done={t('customers:merge.done')}
      onDone={(made) => onDone(made.id)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className={styles.hint}>{t('customers:merge.what')}</p>
          <Likely
            customer={customer}
            value={into}
            onChoose={(id) => {
              form.setFieldValue('into', id);
              setInto(id);
            }}
          />
          <Form.Item name="into" label={t('customers:merge.into')} rules={needed}>
            <CustomerPicker except={customer.id} onChange={(id) => setInto(id)} />
          </Form.Item>
          {into !== '' && <Choice from={customer} into={into} />}
          <Form.Item name="reason" label={t('customers:merge.reason')} rules={needed}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
          </Form.Item>
        </>
      )}
    </FormModal>
  );
}

interface LikelyProps {
  customer: Customer;
  value: string;
  onChoose: (id: string) => void;
}

/** Those who share a number or the name with him. */
function Likely({ customer, value, onChoose }: LikelyProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['customers', 'likely', customer.id],
    queryFn: async ({ signal }) =>
      (await get<Items<LikelyCustomer>>(`/customers/${customer.id}/duplicates`, undefined, signal)).items,
  });
  const open = data?.filter(({ mergedInto }) => mergedInto === '') ?? [];
  if (open.length === 0) return null;
  return (
    <Form.Item label={t('customers:merge.likely')}>
      <Radio.Group
        className={styles.column}
        value={value}
        onChange={(e) => onChoose(String(e.target.value))}
        options={open.map(({ id, name, number, same }) => ({
          value: id,
          label: `${name} · ${number} · ${t('customers:merge.same', {
            what: listWords(
              same.map((what) => t(`customers:merge.by.${what}`)),
              language,
            ),
          })}`,
        }))}
      />
    </Form.Item>
  );
}

/** Where the two differ: whose counts from now on. */
function Choice({ from, into }: { from: Customer; into: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const { data: to } = useQuery(customerQuery(into));
  if (!to) return null;
  const words = (customer: Customer, field: Field): string => {
    switch (field) {
      case 'kind':
        return t(`components:customer.${customer.kind}`);
      case 'tier':
        return names.of('tiers', customer.baseTier);
      case 'locale':
        return t(`customers:localeName.${customer.locale}`);
      case 'managerId':
        return customer.manager?.name ?? '';
      default:
        return customer[field];
    }
  };
  const differing = fields.filter((field) => words(from, field) !== words(to, field));
  return (
    <>
      <p className={styles.hint}>{t(differing.length === 0 ? 'customers:merge.alike' : 'customers:merge.choose')}</p>
      {differing.map((field) => (
        <Form.Item
          key={field}
          name={['take', field]}
          label={t(`customers:merge.field.${field}`)}
          initialValue="into"
          style={{ marginBottom: 8 }}
        >
          <Radio.Group
            options={[
              { value: 'into', label: words(to, field) || t('customers:merge.empty') },
              { value: 'from', label: words(from, field) || t('customers:merge.empty') },
            ]}
          />
        </Form.Item>
      ))}
    </>
  );
}
