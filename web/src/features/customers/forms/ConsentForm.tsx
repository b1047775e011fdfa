import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { post } from '@/api/client';
import type { Customer, NewConsent, PurposeState } from '@/api/types';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import { inLanguage } from '@/components/outages/outage';
import { useLanguage } from '@/i18n/language';
import styles from './Forms.module.css';
import { useNeeded } from './PartForm';

const vias = ['phone', 'paper', 'mail', 'visit', 'portal'] as const;

interface ConsentFormProps {
  customer: Customer;
  purpose: PurposeState;
  onClose: () => void;
}

/** Records that the customer agrees to a purpose, or takes it back, with the proof. */
export default function ConsentForm({ customer, purpose, onClose }: ConsentFormProps) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const language = useLanguage();
  const act = purpose.given ? 'withdraw' : 'give';
  return (
    <FormModal<Omit<NewConsent, 'purpose' | 'given'>>
      title={t(`customers:consent.${act}Title`, { name: inLanguage(purpose.name, language) })}
      okText={t(`customers:consent.${act}`)}
      initial={{ via: 'phone' }}
      submit={(values) =>
        post(`/customers/${customer.id}/consents`, { ...values, purpose: purpose.code, given: !purpose.given })
      }
      touches={[['customers', 'consents', customer.id]]}
      done={t('customers:saved')}
      onClose={onClose}
    >
      <p className={styles.hint}>{inLanguage(purpose.says, language)}</p>
      <FieldPair>
        <Form.Item name="via" label={t('customers:consent.how')} rules={needed}>
          <Select options={vias.map((value) => ({ value, label: t(`customers:consent.via.${value}`) }))} />
        </Form.Item>
        <Form.Item name="contactId" label={t('customers:consent.who')}>
          <Select allowClear options={customer.contacts.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      </FieldPair>
      <Form.Item
        name="wording"
        label={t('customers:consent.proof')}
        rules={needed}
        extra={t('customers:consent.proofHint')}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </FormModal>
  );
}
